import { createHash } from 'node:crypto';

export const largestAttachment = 10 * 1024 * 1024;

/** A file as it came; as JSON it is its digest, by which a repeated request is recognised. */
export class UploadedFile {
  readonly name: string;
  readonly content: Buffer;
  readonly sha256: Buffer;

  constructor(name: string, content: Buffer) {
    this.name = name;
    this.content = content;
    this.sha256 = createHash('sha256').update(content).digest();
  }

  toJSON() {
    return { name: this.name, sha256: this.sha256.toString('base64url') };
  }
}
