import { move, Piscina } from 'piscina';

export interface Job {
  paper: string;
  order: unknown;
}

/** Papers are made on threads of their own, each of which parses the fonts once; the event loop stays free. */
export function createPress(worker: URL, workers: number) {
  const pool = new Piscina<Job, Uint8Array>({
    // As an import of this module would be, so that a thread runs what this process runs: built, or as it is written.
    filename: import.meta.resolve(worker.href),
    minThreads: 1,
    maxThreads: workers,
    idleTimeout: 600_000,
  });
  return {
    print: (paper: string, order: unknown) => pool.run({ paper, order }),
    close: () => pool.close(),
  };
}

/** The other end of a press: what a thread does with a job. */
export function printer<M extends { [P in keyof M]: (order: never) => Promise<Uint8Array> }>(makers: M) {
  return async ({ paper, order }: Job): Promise<Uint8Array> => {
    const pdf = await makers[paper as keyof M](order as never);
    return move(pdf as never) as unknown as Uint8Array;
  };
}
