import { requestValue } from '@e-surety/service-kit/auth';
import type { FastifyRequest } from 'fastify';
import type { Role, Scope } from './roles.js';

/** Who calls, as the access token or the session says: for one company, for the issuer's underwriters, or for its admins. */
export type Caller = CallerCommon &
  (
    | { role: 'contractor'; contractorId: string }
    /** Null: the head office, which sees every branch. */
    | { role: 'underwriter'; branches: readonly string[] | null }
    | { role: 'admin' }
  );

interface CallerCommon {
  /** As it stands in the audit trail: `client:…` or `user:…`. */
  actor: string;
  /** The system that calls; null for a person. */
  clientId: string | null;
  /** The person who calls; null for a system. */
  user: CallingUser | null;
  role: Role;
  scopes: readonly Scope[];
}

export interface CallingUser {
  id: string;
  loginId: string;
  name: string;
}

export const caller = requestValue<Caller>('caller');

/** A contractor sees its own; the issuer's people see all. Null = all. */
export function ownOnly(caller: Caller): string | null {
  return caller.role === 'contractor' ? caller.contractorId : null;
}

/** What somebody may see of all applications and guarantees: of one company, of some branches. Null = of all. */
export interface Sight {
  contractorId: string | null;
  branches: readonly string[] | null;
}

export const everything: Sight = { contractorId: null, branches: null };

export function sightOf(caller: Caller): Sight {
  return { contractorId: ownOnly(caller), branches: caller.role === 'underwriter' ? caller.branches : null };
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
