export interface Loops {
  /** Looks for work now instead of at the next tick. */
  wake(): void;
  /** Waits for the work under way. */
  stop(): Promise<void>;
}

interface Manner {
  slots?: number;
  /** How long to rest when there is nothing to do, should nobody wake it. */
  rest?: number;
  onBroken: (error: unknown) => void;
}

/** Does what there is to do, again and again, in parallel loops that rest when there is nothing. */
export function startLoops(doNext: () => Promise<boolean>, { slots = 1, rest = 1000, onBroken }: Manner): Loops {
  let stopped = false;
  let wakeUp: () => void = () => {};
  let woken = new Promise<void>((resolve) => {
    wakeUp = resolve;
  });

  const wake = () => {
    wakeUp();
    woken = new Promise((resolve) => {
      wakeUp = resolve;
    });
  };

  const loop = async () => {
    while (!stopped) {
      const next = woken;
      const found = await doNext().catch((error) => {
        onBroken(error);
        return false;
      });
      if (!found && !stopped) await Promise.race([next, pause(rest)]);
    }
  };
  const loops = Array.from({ length: slots }, loop);
  return {
    wake,
    stop: async () => {
      stopped = true;
      wake();
      await Promise.all(loops);
    },
  };
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());
