import {
  type Certificate,
  type GuaranteeRequestState,
  openGuaranteeRequestStates,
  plannedAmount,
  worksLabels,
  yearBaseAfter,
} from '@e-surety/domain';
import type { AskedGuarantee } from '../applications/application.js';
import type { Finding } from '../applications/findings.js';
import { isOutsideWorks } from '../applications/parse-application.js';
import { planFaults } from '../works/plan-faults.js';
import type { WorksFacts } from '../works/works.js';
import type { ChangeRequest } from './change-request.js';
import { worksAfter } from './change-works.js';
import { refusal } from './findings.js';

/** 今年度対象額 of what is being asked for on the same works: its year has to be one of theirs after the change too. */
export function yearFindings(
  requests: readonly { status: GuaranteeRequestState; asked: AskedGuarantee }[],
  works: WorksFacts,
): Finding[] {
  const stranded = requests.some(({ status, asked }) => openStates.includes(status) && isOutsideWorks(asked, works));
  if (!stranded) return [];
  const { period } = worksLabels[works.subject];
  const detail = `同じ工事で申込中の保証の今年度対象額が、この${period}の外になります。先にその申込を変更するか、取り下げてください。`;
  return [refusal({ code: 'fiscal_year_outside_works', pointer: '/contractChange/periodTo', detail })];
}

const openStates: readonly GuaranteeRequestState[] = openGuaranteeRequestStates;

/** 年割 that a changed contract brings along: sound for the works as they will be, and at one with 今年度対象額 of this guarantee. */
export function planFindings(works: WorksFacts, asked: ChangeRequest['asked'], certificate: Certificate): Finding[] {
  const plan = asked.contractChange?.fiscalYears ?? null;
  if (plan === null) return [];
  const pointer = '/contractChange/fiscalYears';
  if (works.fiscalYears === null) {
    const detail = '複数年度の契約(債務負担行為)として申し込まれていないため、年割は変えられません。';
    return [refusal({ code: 'fiscal_years_not_of_these_works', pointer, detail })];
  }
  const faults = planFaults(plan, worksAfter(works, asked, certificate)).map(({ at, code, detail }) =>
    refusal({ code, pointer: `/contractChange/${at}`, detail: `${detail}。` }),
  );
  const base = yearBaseAfter(certificate, asked);
  if (base === null || plannedAmount(plan, base) === base.amount) return faults;
  const detail = `${base.year}年度の額が、この保証の今年度対象額と違います。変更後の今年度対象額も入力してください。`;
  return [...faults, refusal({ code: 'fiscal_year_base_differs', pointer, detail })];
}
