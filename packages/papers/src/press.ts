import { move, Piscina } from 'piscina';

export interface Job {
  paper: string;
  order: unknown;
}

/**
 * Papers are made on threads of their own, each of which parses the fonts once; the event loop stays free. The first thread
 * starts with the first paper, or earlier if it is told to.
 */
export function createPress(worker: URL, workers: number) {
  let pool: Piscina<Job, Uint8Array> | undefined;
  const start = () => {
    pool ??= new Piscina({ filename: worker.href, minThreads: 1, maxThreads: workers, idleTimeout: 600_000 });
    return pool;
  };
  return {
    start: () => void start(),
    print: (paper: string, order: unknown) => start().run({ paper, order }),
    close: async () => pool?.close(),
  };
}

/** The other end of a press: what a thread does with a job. */
export function printer<M extends { [P in keyof M]: (order: never) => Promise<Uint8Array> }>(makers: M) {
  return async ({ paper, order }: Job): Promise<Uint8Array> => {
    const pdf = await makers[paper as keyof M](order as never);
    return move(pdf as never) as unknown as Uint8Array;
  };
}
