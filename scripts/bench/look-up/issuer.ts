import { randomBytes, randomUUID } from 'node:crypto';
import { createDsureClient } from '@e-surety/client/dsure';
import {
  type AuthenticationKey,
  authenticationKeyEntropyBytes,
  authenticationKeyFrom,
  type Certificate,
  calendarDay as day,
  type GuaranteeNumber,
  guaranteeNumberOf,
  originalCertificate,
  yen,
} from '@e-surety/domain';
import { deriveFromKey } from '@e-surety/seal/derive';
import { sealDeposit } from '@e-surety/seal/seal';
import { createSigner, generatePrivateJwk, signCall, signCertificate, signEnvelope } from '@e-surety/seal/sign';

export interface Held {
  authenticationKey: AuthenticationKey;
  guaranteeNumber: GuaranteeNumber;
}

export const company = { id: 'mihon', name: '見本建設業保証株式会社', prefix: '12' };

/** As many as a year has of serials. */
export const serialsOfYear = 9_999_999;

/** A guarantee company that deposits by the contract. */
export function newIssuer(dsureUrl: string) {
  const signers = {
    certificate: createSigner(generatePrivateJwk('certificate'), { issuer: company.id, purpose: 'certificate' }),
    envelope: createSigner(generatePrivateJwk('envelope'), { issuer: company.id, purpose: 'envelope' }),
    call: createSigner(generatePrivateJwk('call'), { issuer: company.id, purpose: 'call' }),
  };
  const callToken = () => signCall({ audience: dsureUrl, now: new Date(), jti: randomUUID() }, signers.call);
  const client = createDsureClient({ baseUrl: dsureUrl, callToken });
  return {
    keySet: { keys: Object.values(signers).map(({ publicJwk }) => publicJwk) },
    client,
    callToken,

    /** Deposits a guarantee of this serial, with a PDF of a usual size. */
    async deposit(serial: number): Promise<Held> {
      const authenticationKey = newKey();
      const made = certificateOf(serial);
      const jws = await signCertificate(made, signers.certificate);
      const contents = { certificate: jws, pdf: randomBytes(60_000) };
      const facts = { keyGeneration: 1, previous: null, sealedAt: new Date() };
      const sealed = sealDeposit(contents, facts, deriveFromKey(authenticationKey));
      const { guaranteeNumber } = made;
      const answer = await client.depositRevision({
        path: { guaranteeNumber, revision: '0' },
        body: { envelope: await signEnvelope(sealed.envelope, signers.envelope), parts: sealed.parts },
      });
      if (!answer.ok) throw new Error(`the deposit was refused: ${JSON.stringify(answer)}`);
      return { authenticationKey, guaranteeNumber };
    },
  };
}
export type BenchIssuer = ReturnType<typeof newIssuer>;

export const newKey = () => authenticationKeyFrom(randomBytes(authenticationKeyEntropyBytes));

function certificateOf(serial: number): Certificate {
  return originalCertificate({
    guaranteeNumber: guaranteeNumberOf({ issuerPrefix: company.prefix, fiscalYear: 2026, serial }),
    kind: 'advance_payment',
    issuedOn: day('2026-11-05'),
    issuer: {
      id: company.id,
      name: company.name,
      address: '東京都千代田区見本町一丁目2番3号',
      representative: '見本 太郎',
    },
    orderer: { code: '203629', name: '富士見町', signatory: { office: null, title: '富士見町長', name: null } },
    contractor: {
      name: '○○建設 株式会社',
      address: '長野県諏訪郡富士見町落合1-2-3',
      signatory: { office: null, title: '代表取締役', name: '見本 花子' },
      jointVenture: null,
    },
    works: {
      subject: 'construction',
      name: '町道○○線道路改良工事',
      number: '富建第8-12号',
      place: '長野県諏訪郡富士見町',
      contractDate: day('2026-11-10'),
      contractNumber: null,
      contractPrice: yen(50_000_000),
      period: { from: day('2026-11-11'), to: day('2027-03-19') },
    },
    amount: yen(20_000_000),
    period: { from: day('2026-11-11'), to: day('2027-03-19') },
    terms: { name: '前払金保証約款', version: '令和8年4月1日改定' },
    remarks: '',
    depositary: '○○銀行 ××支店',
    redeposit: 'not_used',
    fiscalYearBase: null,
  });
}
