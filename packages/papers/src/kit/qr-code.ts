import { create } from 'qrcode';
import type { Sheet } from './sheet.js';

/** A QR code (二次元コード) as vectors, with the quiet zone of four modules that readers want around it. */
export function qrCode(
  sheet: Sheet,
  content: string,
  place: { x: number; y: number; size: number },
  alt: string,
): void {
  const { modules } = create([{ data: Buffer.from(content), mode: 'byte' }], { errorCorrectionLevel: 'M' });
  const module = place.size / (modules.size + 8);
  sheet.figure({ x: place.x, y: place.y, width: place.size, height: place.size }, alt, () => {
    for (let row = 0; row < modules.size; row++) {
      for (const [from, to] of darkRuns(modules.data.subarray(row * modules.size, (row + 1) * modules.size))) {
        sheet.pdf.rect(place.x + (from + 4) * module, place.y + (row + 4) * module, (to - from) * module, module);
      }
    }
    sheet.pdf.fill('#000000');
  });
}

function darkRuns(row: Uint8Array): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (let i = 0; i < row.length; i++) {
    if (!row[i]) continue;
    const last = runs.at(-1);
    if (last?.[1] === i) last[1] = i + 1;
    else runs.push([i, i + 1]);
  }
  return runs;
}
