import { requestTimestamp } from './timestamp.js';

/** No timestamp for now. Its `code` is what an outbox keeps of it. */
export class TimestampFailed extends Error {
  override name = 'TimestampFailed';
  readonly code = 'timestamp_failed';
}

/**
 * Asks an authority, and remembers whether it answered: of one that did not, a single question at a time finds out whether it
 * does again. The others fail at once, to be tried later, and hold up nobody who waits for something else.
 */
export function createTimestampAuthority(request = requestTimestamp) {
  let answers = true;
  let asking = 0;
  return async (url: string, signature: Uint8Array): Promise<Uint8Array> => {
    if (!answers && asking > 0) throw new TimestampFailed('the timestamp authority did not answer last time');
    asking += 1;
    try {
      const token = await request(url, signature);
      answers = true;
      return token;
    } catch (cause) {
      answers = false;
      throw new TimestampFailed('no timestamp', { cause });
    } finally {
      asking -= 1;
    }
  };
}
