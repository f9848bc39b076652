import { page } from './page.js';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** No paper is made whose text would be cut off, or printed over other text. */
export class Misprint extends Error {
  override name = 'Misprint';
}

/** What is taken of each page already. */
export class TakenSpace {
  #boxes: Box[] = [];

  turnPage(): void {
    this.#boxes = [];
  }

  /** Takes a box for a text or a picture; a {@link Misprint} if it is not free, or not on the page. */
  take(box: Box): void {
    if (box.x < 0 || box.y < 0 || box.x + box.width > page.width || box.y + box.height > page.height) {
      throw new Misprint('outside of the page');
    }
    if (this.#boxes.some((other) => overlap(box, other))) throw new Misprint('printed over other text');
    this.#boxes.push(box);
  }
}

function overlap(a: Box, b: Box): boolean {
  const slack = 0.5;
  const beside = a.x + slack >= b.x + b.width || b.x + slack >= a.x + a.width;
  const above = a.y + slack >= b.y + b.height || b.y + slack >= a.y + a.height;
  return !beside && !above;
}
