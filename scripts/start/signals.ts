const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Aborts when we are asked to stop: by a signal, or because the npm that started us is gone. */
export function askedToStop(environment: NodeJS.ProcessEnv = process.env): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) process.on(signal, () => controller.abort());
  if (environment.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && controller.abort(), 500).unref();
  }
  return controller.signal;
}
