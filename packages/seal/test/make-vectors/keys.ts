import { createECDH } from 'node:crypto';
import { thumbprint } from '../../src/keys.js';
import { publicHalf, testKeys } from '../world.js';
import { flipFirstBit } from './forge.js';
import type { Vectors } from './vector.js';

const key = publicHalf(testKeys.pinned.mihon.envelope);
const issuer = 'mihon';
const offTheCurve = flipFirstBit(key.y);

/** On the curve, but not the point that the thumbprint names. */
function anotherPoint(): { x: string; y: string } {
  const pair = createECDH('prime256v1');
  const point = pair.generateKeys();
  return { x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33) };
}

export const keyVectors: Vectors = {
  valid: {
    'authentication-key-derived': {
      about: 'Locator and sealing key of an authentication key.',
      operation: 'derive',
      input: { authenticationKey: testKeys.authenticationKeys.first },
    },
    'another-authentication-key-derived': {
      about: 'Another key shares nothing with the first.',
      operation: 'derive',
      input: { authenticationKey: testKeys.authenticationKeys.second },
    },
    'key-pinned': {
      about: 'A public key with exactly the members that are published.',
      operation: 'pinKey',
      input: { jwk: key, issuer },
    },
  },
  invalid: {
    'key-with-its-private-half': {
      about: 'A private key that is sent where a public one belongs.',
      operation: 'pinKey',
      input: { jwk: testKeys.pinned.mihon.envelope, issuer },
      error: 'key_invalid',
    },
    'key-off-the-curve': {
      about: 'One bit of y is wrong, so that the point is none of P-256; kid is the thumbprint of what stands there.',
      operation: 'pinKey',
      input: {
        jwk: { ...key, y: offTheCurve, kid: thumbprint({ x: key.x, y: offTheCurve }) },
        issuer,
      },
      error: 'key_invalid',
    },
    'key-whose-kid-is-not-its-thumbprint': {
      about: 'Another point under the same kid: a kid can be taken by no second key.',
      operation: 'pinKey',
      input: { jwk: { ...key, ...anotherPoint() }, issuer },
      error: 'key_invalid',
    },
    'key-of-another-curve': {
      about: 'P-384 is no curve of this format.',
      operation: 'pinKey',
      input: { jwk: { ...key, crv: 'P-384', alg: 'ES384' }, issuer },
      error: 'key_invalid',
    },
    'key-without-purpose': {
      about: 'Each key is pinned for one purpose.',
      operation: 'pinKey',
      input: { jwk: { ...key, purpose: undefined }, issuer },
      error: 'key_invalid',
    },
    'key-for-another-purpose': {
      about: 'access_token is no purpose of this format.',
      operation: 'pinKey',
      input: { jwk: { ...key, purpose: 'access_token' }, issuer },
      error: 'key_invalid',
    },
    'key-of-an-issuer-whose-id-is-none': {
      about: 'An id has small letters, digits and hyphens.',
      operation: 'pinKey',
      input: { jwk: key, issuer: 'Mihon' },
      error: 'key_invalid',
    },
  },
};
