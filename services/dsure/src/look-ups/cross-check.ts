import type { CalendarDay, Certificate, Yen } from '@e-surety/domain';
import { compact, upperCase } from '@e-surety/domain';

/** What an orderer knows of its own works, as far as it wants it compared. */
export interface OrderersFacts {
  worksNumber?: string;
  contractorName?: string;
  contractPrice?: Yen;
  worksPeriodFrom?: CalendarDay;
  worksPeriodTo?: CalendarDay;
  /** The guarantee has to come to at least this much. */
  requiredAmount?: Yen;
}
export const crossCheckedFacts = [
  'worksNumber',
  'contractorName',
  'contractPrice',
  'worksPeriodFrom',
  'worksPeriodTo',
  'requiredAmount',
] as const satisfies readonly (keyof OrderersFacts)[];
export type CrossCheckedFact = (typeof crossCheckedFacts)[number];

export interface ComparedFact {
  fact: CrossCheckedFact;
  result: 'matches' | 'differs';
  given: string | number;
  /** What stands on the certificate; null where nothing does. */
  onCertificate: string | number | null;
}

/** Compares the facts that are given, in the order of {@link crossCheckedFacts}; what is not given is not judged. */
export function crossCheck(certificate: Certificate, facts: OrderersFacts): ComparedFact[] {
  return crossCheckedFacts.flatMap((fact) => {
    const given = facts[fact];
    if (given === undefined) return [];
    const { onCertificate, agrees } = comparisons[fact](certificate, given as never);
    return [{ fact, result: agrees ? 'matches' : 'differs', given, onCertificate }];
  });
}

type Compared = Pick<ComparedFact, 'onCertificate'> & { agrees: boolean };

const comparisons: {
  [F in CrossCheckedFact]: (certificate: Certificate, given: Required<OrderersFacts>[F]) => Compared;
} = {
  worksNumber: ({ works }, given) => ({
    onCertificate: works.number,
    agrees: works.number !== null && plainNumber(works.number) === plainNumber(given),
  }),
  contractorName: ({ contractor }, given) => {
    const names = [contractor.jointVenture?.name ?? contractor.name, contractor.name];
    return { onCertificate: names[0]!, agrees: names.some((name) => plainName(name) === plainName(given)) };
  },
  contractPrice: ({ works }, given) => same(works.contractPrice, given),
  worksPeriodFrom: ({ works }, given) => same(works.period.from, given),
  worksPeriodTo: ({ works }, given) => same(works.period.to, given),
  requiredAmount: ({ amount }, given) => ({ onCertificate: amount, agrees: amount >= given }),
};

const same = <T extends string | number>(onCertificate: T, given: T): Compared => ({
  onCertificate,
  agrees: onCertificate === given,
});

/** Numbers of works are typed in any width. */
const plainNumber = (text: string) => upperCase(compact(text));

/** Names are compared by what they say: width, spaces and 株式会社 written as ㈱ or (株) do not count. */
function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/\(株\)/gu, '株式会社')
    .replace(/\(有\)/gu, '有限会社');
}
