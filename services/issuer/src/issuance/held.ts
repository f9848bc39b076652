import type { Refusal } from '@e-surety/domain';
import { refuse } from '../refusals.js';

/** An issue that must not go on until a person has looked; the message is for that person and holds no secret. */
export class Held extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Held';
  }
}

/** What no certificate can say: which part of it, in the words of the form. */
export function heldByRefusal(what: string, { code, pointer }: Refusal): Held {
  const part = pointer?.split('/')[1] ?? '';
  const where = Object.hasOwn(parts, part) ? `${parts[part]}: ` : '';
  return new Held(
    `${what}を作成できません。${where}${refuse(code).title}(${[code, pointer].filter(Boolean).join(' ')})。`,
  );
}

const parts: Record<string, string> = {
  amount: '保証金額',
  ratio: '保証割合',
  period: '保証期間',
  works: '工事・業務',
  orderer: '発注者',
  contractor: '受注者',
  issuer: '保証人',
  fiscalYearBase: '今年度対象額',
  recognition: '認定',
  status: '状態',
  statusFrom: '状態の始期',
  history: '変更の履歴',
};
