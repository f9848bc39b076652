import {
  type CalendarDay,
  type FeePayment,
  formatYen,
  type GoverningRules,
  type GuaranteeKind,
  governingRules,
  guaranteeKindNames,
  guaranteeKinds,
  judgeElectronicBy,
  judgeRatio,
  type RatioFinding,
  type RatioRequest,
  type TriggerDate,
  type WorksSubject,
  whyNotElectronic,
  worksLabels,
  type Yen,
} from '@e-surety/domain';
import type { Orderer } from '../orderers/store.js';
import type { OtherGuarantee } from '../works/guarantees-on-works.js';
import type { WorksFacts } from '../works/works.js';
import type { AskedGuarantee } from './application.js';
import { kindFindings } from './kind-findings.js';
import { alongside, limitFindings } from './limits-over-works.js';

/** What a rule says about an application: a warning is shown, a refusal stops submission and approval, what holds up approval only that. */
export interface Finding {
  severity: 'warning' | 'holds_approval' | 'refusal';
  code: string;
  /** JSON Pointer into the application. */
  pointer: string;
  detail: string;
  /** The orderer's rule that says so, by its version, and the day it was judged on. */
  rule: { orderer: string; validFrom: CalendarDay; judgedOn: CalendarDay } | null;
}

export interface Judged {
  works: WorksFacts;
  orderer: Orderer;
  guarantees: AskedGuarantee[];
  /** Of other applications for the same works. */
  others: readonly OtherGuarantee[];
  contractor: { lumpSumAgreement: boolean };
  /** The day of application: of the submission that is judged again, else today. */
  appliedOn: CalendarDay;
  today: CalendarDay;
}

/**
 * Judges an application by its orderer's rules and ours; pure, so that submission and approval judge alike. `kinds`: only these
 * of its guarantees.
 */
export function judgeApplication(judged: Judged, kinds: readonly GuaranteeKind[] = guaranteeKinds): Finding[] {
  const decided = judged.guarantees.filter(({ kind }) => kinds.includes(kind));
  return judged.guarantees.flatMap((guarantee, index) => {
    if (!kinds.includes(guarantee.kind)) return [];
    return [
      ...electronicFindings(judged, guarantee, index),
      ...limitFindings(
        { ...judged, governing: governingRulesOf(judged) },
        { ...guarantee, base: fiscalYearBaseOf(guarantee) },
        alongside(guarantee, decided, judged.others),
        index,
      ),
      ...kindFindings(judged, guarantee, index),
      ...feePaymentFindings(judged, guarantee.feePayment, index),
    ];
  });
}

/** The version of the orderer's rules that the works' own dates name. */
export function governingRulesOf({
  works,
  orderer,
  appliedOn,
  today,
}: Omit<Judged, 'guarantees' | 'contractor' | 'others'>) {
  const dates = { ...works.dates, contract: works.contractDate };
  return governingRules(orderer.history, { dates, appliedOn, today });
}

function electronicFindings(judged: Judged, guarantee: AskedGuarantee, index: number): Finding[] {
  if (guarantee.form === 'paper') return [];
  const { works, orderer, appliedOn, today } = judged;
  const judgement = judgeElectronicBy(orderer.history, {
    kind: guarantee.kind,
    subject: works.subject,
    dates: { ...works.dates, contract: works.contractDate },
    ordererAllowsElectronic: works.ordererAllowsElectronic,
    appliedOn,
    today,
  });
  if (judgement.accepted) return [];
  const pointer =
    judgement.reason === 'electronic_date_missing' ? pointerOfDate(judgement.missing) : `/guarantees/${index}/form`;
  return [
    {
      severity: 'refusal',
      code: judgement.reason,
      pointer,
      detail: `${whyNotElectronic(judgement, { orderer: orderer.name, subject: works.subject })}証書(紙)ではお申し込みいただけます。`,
      rule: ruleOf(orderer, governingRulesOf(judged)),
    },
  ];
}

const pointerOfDate = (date: TriggerDate) => (date === 'contract' ? '/works/contractDate' : `/works/dates/${date}`);

export type JudgedByRatio = Pick<Judged, 'orderer'> & {
  governing: GoverningRules;
  works: Pick<WorksFacts, 'subject' | 'lowBid' | 'contractPrice'>;
};

/** What else counts in: all of the same kind, and the earlier advances. */
type Together = Pick<RatioRequest, 'priorAdvance'> & { sameKind: Yen | null };

/** Against 今年度対象額 where there is one, else against the contract's price. */
export function ratioFindings(
  judged: JudgedByRatio,
  guarantee: { kind: GuaranteeKind; amount: Yen; base: Yen | null } & Partial<Together>,
  index: number,
): Finding[] {
  const { works, orderer, governing } = judged;
  const base = guarantee.base ?? works.contractPrice;
  const label = guarantee.base === null ? worksLabels[works.subject].contractPrice : '今年度対象額';
  return judgeRatio(governing.version?.rules.ratio ?? null, {
    kind: guarantee.kind,
    subject: works.subject,
    lowBid: works.lowBid,
    amount: guarantee.amount,
    base,
    sameKind: guarantee.sameKind ?? null,
    priorAdvance: guarantee.priorAdvance ?? null,
  }).map((finding) => ({
    severity: finding.severity,
    code: finding.rule,
    pointer: `/guarantees/${index}/amount`,
    detail: ratioSentence(finding, { ...guarantee, label, subject: works.subject }),
    rule: ruleOf(orderer, governing),
  }));
}

const fiscalYearBaseOf = (guarantee: AskedGuarantee) =>
  'fiscalYearBase' in guarantee ? guarantee.fiscalYearBase : null;

function ratioSentence(
  { judged, base, percent, ppm, bound, limit }: RatioFinding,
  { label, ...summed }: Summed & { label: string },
): string {
  const side = bound === 'at_most' ? '以下' : '以上';
  return `${together(judged, summed)}${formatYen(judged)}は${label}${formatYen(base)}の${percent}%です。限度は${ppm / 10_000}%${side}(${formatYen(limit)}${side})です。`;
}

type Summed = { kind: GuaranteeKind; subject: WorksSubject; amount: Yen } & Partial<Together>;

/** What has been added up: guarantees of its kind, and of an interim advance the earlier advances too where they count in. */
function together(judged: Yen, { kind, subject, amount, sameKind }: Summed): string {
  if (judged === amount) return '';
  const works = subject === 'construction' ? '工事' : '業務';
  const own = guaranteeKindNames[kind];
  const ofItsKind = sameKind ? [`ほかの${own}`] : [];
  const earlier = judged > amount + (sameKind ?? 0) ? [guaranteeKindNames.advance_payment] : [];
  return `同じ${works}の${[...earlier, ...ofItsKind].join('・')}と合わせた`;
}

function feePaymentFindings({ contractor }: Judged, feePayment: FeePayment, index: number): Finding[] {
  if (feePayment !== 'lump_sum' || contractor.lumpSumAgreement) return [];
  return [
    {
      severity: 'refusal',
      code: 'lump_sum_not_agreed',
      pointer: `/guarantees/${index}/feePayment`,
      detail: '一括納付の協定がありません。ほかの支払方法を選んでください。',
      rule: null,
    },
  ];
}

const ruleOf = (orderer: Orderer, { version, judgedOn }: GoverningRules): Finding['rule'] =>
  version && { orderer: orderer.code, validFrom: version.validFrom, judgedOn };
