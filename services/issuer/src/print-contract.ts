import { createSigner, generatePrivateJwk } from '@e-surety/seal/sign';
import { printContract } from '@e-surety/service-kit/http';
import { buildIssuer } from './app.js';
import type { World } from './world.js';

/** Prints the issuer's contract. The routes are built but never called, so that nothing they would need is there. */
const signer = <P extends 'certificate' | 'envelope' | 'call'>(purpose: P) =>
  createSigner(generatePrivateJwk(purpose), { issuer: 'nobody', purpose });
const world = {
  publicUrl: 'http://127.0.0.1:4100',
  issuer: { id: 'nobody', name: '', numberPrefix: '00', address: '', representative: '' },
  signingKeys: { certificate: signer('certificate'), envelope: signer('envelope'), call: signer('call') },
  dsure: { publicUrl: 'http://127.0.0.1:4200' },
} as unknown as World;
const app = await buildIssuer(world, {
  tokens: { issue: never, read: never },
  publishedKeys: [],
  checkDatabase: never,
  logLevel: 'silent',
});
process.stdout.write(await printContract(app));
await app.close();

function never(): never {
  throw new Error('nothing is called while the contract is printed');
}
