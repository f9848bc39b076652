/** Every reason for which the domain itself refuses. Stable: other systems branch on them. */
export const refusalCodes = [
  'transition_not_allowed',
  'guarantee_already_cancelled',
  'guarantee_already_void',
  'revision_changes_nothing',
  'fiscal_year_outside_works',
  'tariff_missing',
  'certificate_malformed',
  'certificate_inconsistent',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** The facts that a reader needs to understand a refusal; whoever speaks to people puts them into words. */
export type RefusalDetail = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A rule says no. `code` says which, `detail` with which facts, `pointer` (RFC 6901) at which member.
 * A service with codes of its own writes `new Refusal<ItsCode>(…)`; without a type argument only the domain's compile.
 */
export class Refusal<Code extends string = RefusalCode> extends Error {
  readonly code: Code;
  readonly detail: RefusalDetail;
  readonly pointer: string | null;

  constructor(code: NoInfer<Code>, detail: RefusalDetail = {}, pointer: string | null = null) {
    super(pointer === null ? code : `${code} at ${pointer || '/'}`);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
    this.pointer = pointer;
  }
}
