// Printed from openapi/dsure.json by `npm run openapi`. Changes go into the routes of the service.
import type { Operation } from '../call/operation.js';
import type { operations } from './contract.js';

export const operationTable: Record<keyof operations, Operation> = {
  acknowledgeCertificate: {"method":"POST","path":"/v1/certificates/{guaranteeNumber}/revisions/{revision}/acknowledgements","body":"application/json","credentials":["viewToken"]},
  checkLive: {"method":"GET","path":"/health/live"},
  checkReady: {"method":"GET","path":"/health/ready"},
  crossCheckCertificate: {"method":"POST","path":"/v1/look-ups/cross-check","body":"application/json","repeatable":true},
  depositRevision: {"method":"PUT","path":"/v1/certificates/{guaranteeNumber}/revisions/{revision}","body":"application/json","credentials":["issuerCall"]},
  exportLookUps: {"method":"POST","path":"/v1/look-ups/export","body":"application/json","repeatable":true},
  listEvents: {"method":"GET","path":"/v1/events","credentials":["issuerCall"]},
  listIssuerKeys: {"method":"GET","path":"/v1/issuers/{issuer}/jwks.json"},
  listIssuers: {"method":"GET","path":"/v1/issuers"},
  lookUpCertificate: {"method":"POST","path":"/v1/look-ups","body":"application/json","repeatable":true},
  lookUpCertificates: {"method":"POST","path":"/v1/look-ups/batch","body":"application/json","repeatable":true},
  readMetrics: {"method":"GET","path":"/metrics"},
  replaceKey: {"method":"PUT","path":"/v1/certificates/{guaranteeNumber}/key-generations/{keyGeneration}","body":"application/json","credentials":["issuerCall"]},
  viewCertificateJws: {"method":"GET","path":"/v1/certificates/{guaranteeNumber}/revisions/{revision}/certificate.jws","credentials":["viewToken"]},
  viewCertificatePdf: {"method":"GET","path":"/v1/certificates/{guaranteeNumber}/revisions/{revision}/certificate.pdf","credentials":["viewToken"]},
  viewReceipt: {"method":"GET","path":"/v1/certificates/{guaranteeNumber}/revisions/{revision}/receipt.pdf","credentials":["viewToken"]},
};
