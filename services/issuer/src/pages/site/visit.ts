import type { components, IssuerClient } from '@e-surety/client/issuer';
import type { Html } from '@e-surety/service-kit/pages';
import type { TypedForm } from './typed.js';

export type Me = components['schemas']['Me'];

/** A signed-in person asks for a page, or sends a form. */
export interface Visit {
  me: Me;
  /** The contract, as this person. */
  api: IssuerClient;
  /** The hidden fields that every form of this person carries. */
  hidden: Html;
  /** By what the sending of this form is known: a form that is sent twice has one effect. */
  requestKey: string;
  /** Parts of the address. */
  path: Readonly<Record<string, string>>;
  query: TypedForm;
  /** What was sent; nothing where a page is only asked for. */
  form: TypedForm;
  files: readonly File[];
  now: Date;
}

export type Role = Me['role'];
