import { requestValue } from '@e-surety/service-kit/auth';
import type { FastifyRequest } from 'fastify';
import type { Role, Scope } from './roles.js';

/** Who calls, as the access token says: a system of one company, of the issuer's underwriters, or of its admins. */
export type Caller = CallerCommon & ({ role: 'contractor'; contractorId: string } | { role: 'underwriter' | 'admin' });

interface CallerCommon {
  /** As it stands in the audit trail: `client:…`. */
  actor: string;
  clientId: string;
  role: Role;
  scopes: readonly Scope[];
}

export const caller = requestValue<Caller>('caller');

/** A contractor sees its own; the issuer's people see all. Null = all. */
export function ownOnly(caller: Caller): string | null {
  return caller.role === 'contractor' ? caller.contractorId : null;
}

/** A contractor's user or system, acting for its company. */
export interface Applicant {
  actor: string;
  contractorId: string;
}

/** The caller of an operation that only contractors may call. */
export function applicant(request: FastifyRequest): Applicant {
  const known = caller.of(request);
  if (known.role !== 'contractor') throw new Error('this operation has a rule for contractors only');
  return { actor: known.actor, contractorId: known.contractorId };
}
