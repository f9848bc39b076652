import type { components, IssuerClient } from '@e-surety/client/issuer';
import { type GuaranteeKind, parseYen } from '@e-surety/domain';
import { type TypedForm, typedIn } from '../../site/typed.js';
import { guaranteeField, wantedKinds } from './names.js';

type Quote = components['schemas']['Quote'];

export type Figures = Partial<
  Record<GuaranteeKind, { quoted: Quote['guarantees'][number]; warnings: Quote['warnings'] }>
>;

/** Percentages and fees of what has been typed so far, as the API quotes them; nothing where it is too little for a quote. */
export async function figuresOf(api: IssuerClient, form: TypedForm): Promise<Figures> {
  const kinds = wantedKinds(form).filter((kind) => parseYen(typedIn(form, guaranteeField(kind, 'amount'))));
  const orderer = typedIn(form, 'orderer');
  const worksId = typedIn(form, 'worksId');
  const contractPrice = typedIn(form, 'works.contractPrice');
  if (kinds.length === 0 || orderer === '' || (worksId === '' && !parseYen(contractPrice))) return {};
  const subject = typedIn(form, 'works.subject') === 'consulting' ? 'consulting' : 'construction';
  const lowBid = typedIn(form, 'works.lowBid') === 'true';
  const works = worksId === '' ? { works: { subject, contractPrice, lowBid } as const } : { worksId };
  const answer = await api.quote({ body: { orderer, ...works, guarantees: kinds.map((kind) => askedOf(form, kind)) } });
  // What cannot be quoted yet is told when it is asked for in earnest.
  if (!answer.ok) return {};
  const { guarantees, warnings } = answer.data;
  return Object.fromEntries(
    guarantees.map((quoted, i) => [
      quoted.kind,
      { quoted, warnings: warnings.filter(({ pointer }) => pointer.startsWith(`/guarantees/${i}`)) },
    ]),
  );
}

function askedOf(form: TypedForm, kind: GuaranteeKind) {
  const at = (name: string) => typedIn(form, guaranteeField(kind, name));
  const base = parseYen(at('fiscalYearBase.amount'));
  const year = Number(at('fiscalYearBase.year'));
  return { kind, amount: at('amount'), base: base || null, ...(base && year > 0 && { year }) };
}
