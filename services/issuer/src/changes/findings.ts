import {
  type AskedChange,
  type CalendarDay,
  type Certificate,
  type ChangeFinding,
  type ChangeFindingCode,
  contractAfter,
  formatWareki,
  formatYen,
  type GoverningRules,
  type GuaranteeOnWorks,
  judgeChange,
  Refusal,
  type RefusalDetail,
  reviseCertificate,
  revisionOf,
  type WorksSubject,
  worksLabels,
  type Yen,
  yearBaseAfter,
} from '@e-surety/domain';
import type { Finding } from '../applications/findings.js';
import { limitFindings } from '../applications/limits-over-works.js';
import type { Orderer } from '../orderers/store.js';

interface JudgedChange {
  /** What the newest concluded revision says. */
  certificate: Certificate;
  asked: AskedChange;
  lowBid: boolean;
  /** What counts together with it: the other guarantees of the same works. */
  others: readonly GuaranteeOnWorks[];
  orderer: Orderer;
  governing: GoverningRules;
  today: CalendarDay;
}

/** Judges a change by the domain's rules and the orderer's limits on what would stand after it; alike when asked and approved. */
export function judgeChangeRequest(judged: JudgedChange): Finding[] {
  const { certificate, asked, today } = judged;
  const own = judgeChange(certificate, asked, today).map((found) => inWords(found, certificate));
  return own.length > 0 ? own : [...changedLimitFindings(judged), ...certificateFindings(judged)];
}

/** New limits are looked at only where amount or price move: what was within them once is not judged again. */
function changedLimitFindings({ certificate, asked, lowBid, others, orderer, governing }: JudgedChange): Finding[] {
  const { contractPrice } = contractAfter(certificate, asked);
  const yearBase = yearBaseAfter(certificate, asked);
  const sameBase = contractPrice === certificate.works.contractPrice && asked.contractChange?.fiscalYearBase == null;
  if (asked.newAmount === null && sameBase) return [];
  const works = { subject: certificate.works.subject, lowBid, contractPrice };
  const amount = asked.newAmount ?? certificate.amount;
  const guarantee = { kind: certificate.kind, amount, base: yearBase };
  return limitFindings({ works, orderer, governing }, guarantee, others, 0).map((finding) => ({
    ...finding,
    pointer: '/newAmount',
  }));
}

/** What would come out is tried, so that nothing is approved that no certificate can say. */
function certificateFindings({ certificate, asked, today }: JudgedChange): Finding[] {
  try {
    reviseCertificate(certificate, revisionOf(asked, today));
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'revision_changes_nothing') throw error;
    const detail = `変更後の電子証書に誤りが生じます(${error.pointer ?? ''})。`;
    return [refusal({ code: error.code, pointer: pointerOf(asked, error.pointer), detail })];
  }
}

function pointerOf({ corrections }: AskedChange, at: string | null): string {
  const index = corrections.findIndex(({ item }) => at?.startsWith(item) || item.startsWith(`${at}/`));
  return index < 0 ? '' : `/corrections/${index}/value`;
}

const inWords = ({ code, pointer, facts }: ChangeFinding, { works }: Certificate): Finding =>
  refusal({ code, pointer, detail: sentences[code](facts, worksLabels[works.subject]) });

export const refusal = (finding: Pick<Finding, 'code' | 'pointer' | 'detail'>): Finding => ({
  severity: 'refusal',
  rule: null,
  ...finding,
});

const yen = (amount: RefusalDetail[string] | undefined) => formatYen(amount as Yen);
const day = (text: RefusalDetail[string] | undefined) => formatWareki(text as CalendarDay);

type Labels = (typeof worksLabels)[WorksSubject];

const sentences: Record<ChangeFindingCode, (facts: RefusalDetail, labels: Labels) => string> = {
  guarantee_expired: ({ to }) => `保証期限(${day(to)})を過ぎているため、変更できません。`,
  amount_missing: () => '変更後の保証金額が必要です。',
  amount_not_of_this_change: () => 'この種類の変更では、保証金額は変わりません。',
  not_an_increase: ({ before, after }) => `変更後の保証金額${yen(after)}が、現在の${yen(before)}より多くありません。`,
  not_a_decrease: ({ before, after }) => `変更後の保証金額${yen(after)}が、現在の${yen(before)}より少なくありません。`,
  amount_above_contract_price: ({ amount, contractPrice }, labels) =>
    `保証金額${yen(amount)}が${labels.contractPrice}${yen(contractPrice)}を超えています。`,
  year_base_not_of_this_guarantee: () => '今年度対象額のない保証です。',
  year_base_above_contract_price: ({ base, contractPrice }, labels) =>
    `今年度対象額${yen(base)}が${labels.contractPrice}${yen(contractPrice)}を超えています。`,
  amount_above_year_base: ({ amount, base }) => `保証金額${yen(amount)}が今年度対象額${yen(base)}を超えています。`,
  period_missing: () => '変更後の保証期限が必要です。',
  period_not_of_this_change: () => 'この種類の変更では、保証期限は変わりません。',
  period_unchanged: ({ to }) => `保証期限は現在も${day(to)}です。`,
  period_differs_from_works: ({ expected }, { period }) =>
    `${period}から定まる保証期限は${day(expected)}です。${period}の変更(contractChange.periodTo)と合わせてください。`,
  period_ends_in_the_past: ({ to }) => `変更後の保証期限(${day(to)})を過ぎています。`,
  effective_day_missing: () => '変更の効力が生じる日が必要です。',
  effective_day_not_chosen: () => '訂正と無効の効力は、発行の日に生じます。',
  effective_before_issue: ({ issuedOn }) => `効力の日が、当初の発行日(${day(issuedOn)})より前です。`,
  effective_in_the_future: () => '効力の日がまだ来ていません。先の日を指定できるのは解約だけです。',
  effective_after_period: ({ to }) => `効力の日が、保証期限(${day(to)})より後です。`,
  contract_change_not_of_this_change: () => 'この種類の変更に、変更契約は要りません。',
  contract_changed_in_the_future: () => '契約変更日がまだ来ていません。',
  corrections_missing: () => '訂正する項目が必要です。',
  corrections_not_of_this_change: () => '項目の訂正は、種類が correction のときに限ります。',
  correction_not_of_this_kind: ({ item }) => `この種類の保証に、項目 ${item} はありません。`,
};
