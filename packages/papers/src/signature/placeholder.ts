import { signatureLength } from './sign.js';
import { encodeSignedData } from './signed-data.js';
import { credentialsOf, type Signer } from './signer.js';

/** Ten places for each number of the byte range; filled in when the file's length is known. */
export const unknownNumber = '**********';

/** A timestamp's length is known only when it has been given: room for one with its certificates. */
const roomForTimestamp = 8192;

/** What pdfkit keeps to itself: its catalogue, and where it wrote an object. */
interface Internals {
  _root: { data: { AcroForm: { data: Record<string, unknown> } } };
}
interface WrittenReference extends PDFKit.PDFKitReference {
  offset: number;
}

/**
 * Leaves an empty signature in the document: an invisible field, a byte range to fill in, and exactly as many bytes as the
 * signature needs. Returns a function that says, after the document has ended, where in the file it stands.
 */
export function placeSignature(
  pdf: PDFKit.PDFDocument,
  { signer, signedAt, name }: { signer: Signer; signedAt: Date; name: string },
): () => number {
  const signature = pdf.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, unknownNumber, unknownNumber, unknownNumber],
    Contents: new Uint8Array(roomFor(signer)),
    M: signedAt,
    // pdfkit tells a text from a name by the String object.
    Name: new String(name),
  }) as WrittenReference;
  signature.end(undefined);

  pdf.switchToPage(0);
  const field = pdf.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    // Printed and locked; it has no area, hence no appearance.
    F: 132,
    Rect: [0, 0, 0, 0],
    P: pdf.page.dictionary,
    T: new String('Signature'),
    V: signature,
  });
  pdf.page.annotations.push(field);
  pdf.initForm();
  const form = (pdf as unknown as Internals)._root.data.AcroForm.data;
  delete form.NeedAppearances;
  form.Fields = [field];
  form.SigFlags = 3;
  field.end(undefined);
  return () => signature.offset;
}

function roomFor(signer: Signer): number {
  const bare = encodeSignedData({
    certificates: credentialsOf(signer).certificates,
    digest: new Uint8Array(32),
    signature: new Uint8Array(signatureLength),
    timestamp: null,
  });
  return bare.length + (signer.timestampUrl === undefined ? 0 : roomForTimestamp);
}
