/** Understands the text of a variable, or throws an error whose message says what is expected. */
export type Parser<T> = (text: string) => T;

export interface Setting<T> {
  variable: string;
  parse: Parser<T>;
  /** What it is for, in one line. */
  help: string;
  /** As text, so that what stands in the documentation is what is parsed. Without one the variable is required. */
  fallback?: string;
}

/** The environment is not what the service needs. The message is one line and names the variable. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

export function setting<T>(variable: string, parse: Parser<T>, help: string, fallback?: string): Setting<T> {
  return { variable, parse, help, ...(fallback !== undefined && { fallback }) };
}

/** Reads every setting from the environment, once, at the start. An empty variable counts as not set. */
export function readConfig<T extends Record<string, unknown>>(
  environment: Record<string, string | undefined>,
  settings: { [K in keyof T]: Setting<T[K]> },
): T {
  const entries = Object.entries(settings) as [string, Setting<unknown>][];
  return Object.fromEntries(entries.map(([name, one]) => [name, read(environment, one)])) as T;
}

function read(environment: Record<string, string | undefined>, { variable, parse, help, fallback }: Setting<unknown>) {
  const text = environment[variable] || fallback;
  if (text === undefined) throw new ConfigError(`${variable} is not set: ${help}`);
  try {
    return parse(text);
  } catch (error) {
    // The value itself is not repeated: it may be a secret.
    throw new ConfigError(`${variable} is not usable: ${(error as Error).message}`);
  }
}
