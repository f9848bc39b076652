import { feePayments, guaranteeKinds } from '@e-surety/domain';
import { type Static, Type } from 'typebox';
import { day, nullable, oneOf, ref, yen } from '../contract.js';
import { isSample } from './statement-facts.js';
import type { StatementRow } from './statement-store.js';

const closed = { additionalProperties: false };

export const Month = Type.String({
  pattern: '^2[01][0-9]{2}-(0[1-9]|1[0-2])$',
  description: '手続が完了した月。例: 2026-11',
});
export const statementTypes = ['fee', 'refund'] as const;

export const FeeStatementSummary = Type.Object(
  {
    guaranteeNumber: Type.String(),
    revision: Type.Integer({ minimum: 0, description: '版' }),
    type: oneOf(statementTypes, 'fee は保証料計算書、refund は保証料返還計算書'),
    issuedOn: day,
    kind: oneOf(guaranteeKinds),
    contractor: Type.Object({ name: Type.String() }, closed),
    orderer: Type.Object({ name: Type.String() }, closed),
    worksName: Type.String(),
    payment: oneOf(feePayments, '支払方法'),
    billedTo: Type.String({ description: '請求先' }),
    amount: yen,
    sample: Type.Boolean({ description: '見本の料率で計算した' }),
    paper: Type.Boolean({ description: '保証料計算書(紙)を希望している' }),
  },
  { $id: 'FeeStatementSummary', ...closed },
);

export const FeeStatementList = Type.Object(
  {
    feeStatements: Type.Array(ref(FeeStatementSummary)),
    next: nullable(Type.String({ description: '続きのカーソル' })),
  },
  { $id: 'FeeStatementList', ...closed, description: '保証料計算書一覧' },
);

export function presentStatement(row: StatementRow): Static<typeof FeeStatementSummary> {
  const { guaranteeNumber, revision, type, issuedOn, payment, billedTo, amount, paper } = row;
  const { kind, contractor, orderer, works } = row.facts;
  return {
    ...{ guaranteeNumber, revision, type, issuedOn, kind, payment, billedTo, amount, paper },
    contractor: { name: contractor.name },
    orderer: { name: orderer.name },
    worksName: works.name,
    sample: isSample(row.facts),
  };
}
