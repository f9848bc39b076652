/** Something that the person at the terminal has to mend: one line that says what to do, and what a tool said about it. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly output: string;

  constructor(line: string, output = '') {
    super(line);
    this.output = output;
  }
}

/** Shows a failure the way a person wants it; anything that is not `Trouble` is a fault of ours and keeps its stack. */
export function showTrouble(error: unknown): void {
  const trouble = error instanceof Trouble ? error : (fileTrouble(error) ?? undefined);
  if (trouble?.output.trim()) console.error(trouble.output.trimEnd());
  console.error(trouble ? `✗ ${trouble.message}` : error);
}

/** A full disk or a folder that cannot be written, whoever met it. */
export function fileTrouble(error: unknown): Trouble | undefined {
  const { code, path = 'the data folder' } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return fullDisk(path);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return unwritable(path);
  return undefined;
}

export function fullDisk(path: string): Trouble {
  return new Trouble(`The disk that holds ${path} is full: free some 200 MB, or move the data with DATA_DIR.`);
}

export function unwritable(path: string): Trouble {
  return new Trouble(`Cannot write ${path}: run as the user who owns it, or move the data with DATA_DIR.`);
}
