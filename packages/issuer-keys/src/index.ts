export { type AcceptedKey, readAcceptedAccessTokenKeys } from './access-token-keys.js';
export { keyFile, type RotatedKind, rotatedKinds } from './files.js';
export { dropKeyEncryptionKeys, type KeyringFile, parseKeyringFile } from './keyring-file.js';
export { makeIssuerKeys } from './make-issuer-keys.js';
export { type PdfKey, pdfKeyIn } from './pdf-keys.js';
export { publicKeys } from './public-keys.js';
export { type Marked, markKeyCompromised, type PublishedKey, publishedKeys } from './published-keys.js';
export { activateKey, prepareKey } from './rotate-key.js';
