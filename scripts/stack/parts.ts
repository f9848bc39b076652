import type { Running } from './running.js';

export type PartName = 'postgres' | 'dsure' | 'issuer';

export interface Part {
  pid: number;
  ended: Promise<unknown>;
  ready?(signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

type Launch = () => Part | Promise<Part>;

/** The processes of a stack: who runs, who was asked to end, who ended by itself. */
export class Parts {
  /** Settles with the name of the first part that ends without having been asked to. */
  readonly died: Promise<PartName>;
  #tellDeath!: (name: PartName) => void;
  readonly #running: Running;
  readonly #signal: AbortSignal | undefined;
  readonly #launches = new Map<PartName, Launch>();
  readonly #parts = new Map<PartName, Part>();

  constructor(running: Running, signal?: AbortSignal) {
    this.#running = running;
    this.#signal = signal;
    this.died = new Promise((resolve) => {
      this.#tellDeath = resolve;
    });
  }

  /** Returns when the part is ready. */
  async start(name: PartName, launch: Launch): Promise<void> {
    this.#signal?.throwIfAborted();
    this.#launches.set(name, launch);
    const part = await launch();
    this.#parts.set(name, part);
    this.#running.remember(name, part.pid);
    part.ended.then(() => {
      if (this.#parts.get(name) === part) this.#tellDeath(name);
    });
    await part.ready?.(this.#signal);
  }

  async kill(name: PartName): Promise<void> {
    const part = this.#parts.get(name);
    if (!part) return;
    this.#parts.delete(name);
    process.kill(part.pid, 'SIGKILL');
    await part.ended;
  }

  async restart(name: PartName): Promise<void> {
    await this.#stop(name);
    await this.start(name, this.#launches.get(name)!);
  }

  /** Services first, so that they can finish what they are writing; then PostgreSQL. */
  async stopAll(): Promise<void> {
    await Promise.all([this.#stop('issuer'), this.#stop('dsure')]);
    await this.#stop('postgres');
    this.#running.forget();
  }

  async #stop(name: PartName): Promise<void> {
    const part = this.#parts.get(name);
    this.#parts.delete(name);
    await part?.stop();
  }
}
