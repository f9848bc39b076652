import type { components, IssuerClient } from '@e-surety/client/issuer';
import {
  type ElectronicJudgement,
  type GuaranteeKind,
  guaranteeKindNames,
  guaranteeKinds,
  judgeElectronicBy,
  parseDay,
  type RulesVersion,
  type TriggerDates,
  todayInTokyo,
  type WorksSubject,
  whyNotElectronic,
  worksLabels,
  worksSubjects,
} from '@e-surety/domain';
import type { FormError } from '@e-surety/service-kit/pages';
import { orNull } from '../../site/api.js';
import { type TypedForm, typedIn } from '../../site/typed.js';
import { dateNames, guaranteeField, subjectOf, wantedKinds } from './names.js';

type Schemas = components['schemas'];

/** Whether a kind may be 電子保証 by what has been typed so far. `needs`: the field without which that cannot be told. */
export type ElectronicAnswer =
  | { accepted: true; orderer: string }
  | { accepted: false; why: string; needs: { field: string; label: string } | null };
export type ElectronicAnswers = Partial<Record<GuaranteeKind, ElectronicAnswer>>;

interface JudgedBy {
  orderer: Schemas['OrdererDetail'] | null;
  /** Chosen in place of new ones. */
  works: Schemas['Works'] | null;
  now: Date;
}

/** The judgement of submission and approval, while the form is filled in; nothing before an orderer is chosen. */
export function electronicAnswers(form: TypedForm, { orderer, works, now }: JudgedBy): ElectronicAnswers {
  if (orderer === null) return {};
  const { subjects, ...facts } = works ? factsOf(works) : typedFacts(form);
  const today = todayInTokyo(now);
  const history = orderer.rules as unknown as RulesVersion[];
  return Object.fromEntries(
    guaranteeKinds.map((kind) => {
      const judgements = subjects.map((subject) =>
        judgeElectronicBy(history, { kind, subject, ...facts, appliedOn: today, today }),
      );
      return [kind, answerOf(judgements, { orderer: orderer.name, subjects, mendable: works === null })];
    }),
  );
}

/** The same, for what is sent without having been looked at. */
export async function readElectronicAnswers(api: IssuerClient, form: TypedForm, now: Date): Promise<ElectronicAnswers> {
  const [code, worksId] = [typedIn(form, 'orderer'), typedIn(form, 'worksId')];
  const [orderer, works] = await Promise.all([
    code === '' ? null : api.readOrderer({ path: { code } }).then(orNull),
    worksId === '' ? null : api.readWorks({ path: { id: worksId } }).then(orNull),
  ]);
  return electronicAnswers(form, { orderer, works, now });
}

/** What has to be mended before 申込確認: another form, or the fact that is missing. */
export function electronicFaults(form: TypedForm, answers: ElectronicAnswers): FormError[] {
  const faults = wantedKinds(form).flatMap((kind) => {
    const answer = answers[kind];
    const field = guaranteeField(kind, 'form');
    if (typedIn(form, field) !== 'electronic' || !answer || answer.accepted) return [];
    if (answer.needs) return [{ field: answer.needs.field, message: answer.why }];
    return [{ field, message: `${guaranteeKindNames[kind]}: ${answer.why}${paperInstead}` }];
  });
  return faults.filter(({ field }, i) => faults.findIndex((one) => one.field === field) === i);
}

export const paperInstead = '証書(紙)ではお申し込みいただけます。';

const factsOf = ({ subject, dates, contractDate, ordererAllowsElectronic }: Schemas['Works']) => ({
  subjects: [subject],
  dates: { ...dates, contract: contractDate } as TriggerDates,
  ordererAllowsElectronic,
});

/** Until a subject is chosen it may be any of them. */
function typedFacts(form: TypedForm) {
  const dayIn = (name: string) => parseDay(typedIn(form, name));
  const dates = Object.keys(dateNames).map((name) => [name, dayIn(`works.dates.${name}`)]);
  return {
    subjects: typedIn(form, 'works.subject') === '' ? worksSubjects : [subjectOf(form)],
    dates: { ...Object.fromEntries(dates), contract: dayIn('works.contractDate') } as TriggerDates,
    ordererAllowsElectronic: typedIn(form, 'works.ordererAllowsElectronic') === 'true',
  };
}

function answerOf(
  judgements: readonly ElectronicJudgement[],
  { orderer, subjects, mendable }: { orderer: string; subjects: readonly WorksSubject[]; mendable: boolean },
): ElectronicAnswer {
  if (new Set(judgements.map(outcome)).size > 1) {
    const why = `${orderer}が電子保証を受け付けるかどうかは、契約の種類によって違います。`;
    return { accepted: false, why, needs: { field: 'works.subject', label: '契約の種類' } };
  }
  const judgement = judgements[0]!;
  if (judgement.accepted) return { accepted: true, orderer };
  const subject = subjects[0]!;
  const needs = mendable ? missingIn(judgement, subject) : null;
  return { accepted: false, why: whyNotElectronic(judgement, { orderer, subject }), needs };
}

const outcome = (judgement: ElectronicJudgement) => (judgement.accepted ? 'accepted' : judgement.reason);

function missingIn(judgement: ElectronicJudgement & { accepted: false }, subject: WorksSubject) {
  if (judgement.reason === 'electronic_not_allowed_for_work') {
    return { field: 'works.ordererAllowsElectronic', label: '申告' };
  }
  if (judgement.reason !== 'electronic_date_missing') return null;
  const { missing } = judgement;
  return missing === 'contract'
    ? { field: 'works.contractDate', label: worksLabels[subject].contractDate }
    : { field: `works.dates.${missing}`, label: dateNames[missing] };
}
