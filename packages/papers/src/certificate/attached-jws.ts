import { inflateSync } from 'node:zlib';

/** A whole object that holds a file: its dictionary, and the bytes of its stream. */
const embeddedFile =
  /\/Type \/EmbeddedFile\n[\s\S]*?\/Subtype \/application#2Fjose\n[\s\S]*?>>\nstream\n([\s\S]*?)\nendstream/gu;

/**
 * The signed certificate that a PDF of ours carries; null where there is not exactly one. It is read as this package writes it,
 * without following the PDF's tables: what comes out has to hold by its own signature.
 */
export function attachedJws(pdf: Uint8Array): Uint8Array | null {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).toString('latin1');
  const [found, ...more] = file.matchAll(embeddedFile);
  if (!found || more.length > 0) return null;
  try {
    return inflateSync(Buffer.from(found[1]!, 'latin1'));
  } catch {
    return null;
  }
}
