import {
  type GuaranteeKind,
  guaranteeKindNames,
  guaranteeKinds,
  type WorksSubject,
  worksLabels,
} from '@e-surety/domain';
import type { FormField } from '../../site/field-errors.js';
import { type TypedForm, typedIn } from '../../site/typed.js';

/** A field of the form is called as in the contract, with dots; a guarantee by its kind. */
export const guaranteeField = (kind: GuaranteeKind, name: string): string => `guarantees.${kind}.${name}`;

export const wantedKinds = (form: TypedForm): GuaranteeKind[] =>
  guaranteeKinds.filter((kind) => typedIn(form, guaranteeField(kind, 'wanted')) === 'true');

/** Labels follow what is chosen; works, until something is. */
export const subjectOf = (form: TypedForm): WorksSubject =>
  typedIn(form, 'works.subject') === 'consulting' ? 'consulting' : 'construction';

export const dateNames = {
  notice: '公告日・指名通知日',
  bid: '入札日(開札日)',
  order: '発注日',
  award: '落札決定日',
  plannedContract: '契約予定日',
  originalContract: '当初契約日',
} as const;

const chosen = (label: string) => ({ label, choice: true });
const typed = (label: string) => ({ label });

function labelsOf(subject: WorksSubject): Record<string, { label: string; choice?: boolean }> {
  const words = worksLabels[subject];
  return {
    orderer: chosen('発注者'),
    branch: chosen('申込送信先'),
    guarantees: chosen('申し込む保証'),
    worksId: chosen('登録済みの工事'),
    'works.subject': chosen('契約の種類'),
    'works.name': typed(words.name),
    'works.number': typed(words.number),
    'works.place': typed(words.place),
    'works.contractPrice': typed(`${words.contractPrice}(税込)`),
    'works.contractDate': typed(words.contractDate),
    'works.contractNumber': typed('契約番号'),
    'works.tenderNumber': typed('入札・案件番号'),
    'works.period.from': typed(`${words.period}の始期`),
    'works.period.to': typed(`${words.period}の終期`),
    'works.fiscalYears': typed('年割額'),
    'works.jointVenture.name': typed('共同企業体の名称'),
    'works.ordererSignatory.title': typed('発注者の職名'),
    'works.ordererSignatory.office': typed('発注者の機関名'),
    'works.ordererSignatory.name': typed('発注者の氏名'),
    'works.contractorSignatory.title': typed('受注者の役職'),
    'works.contractorSignatory.office': typed('受注者の支店・営業所'),
    'works.contractorSignatory.name': typed('受注者の氏名'),
    'works.submitTo.department': typed('提出先の部署'),
    'works.submitTo.person': typed('提出先の担当者'),
    'works.submitTo.email': typed('提出先のメールアドレス'),
    ...Object.fromEntries(Object.entries(dateNames).map(([name, label]) => [`works.dates.${name}`, typed(label)])),
    'completionNotice.wanted': chosen('電子保証発行完了のお知らせ'),
    'completionNotice.email': typed('メールアドレス'),
    'paperDelivery.method': chosen('証書の受取方法'),
    'paperDelivery.address': typed('証書の送付先'),
    'contact.department': typed('担当部署'),
    'contact.title': typed('役職'),
    'contact.name': typed('担当者名'),
    'contact.phone': typed('連絡先電話番号'),
    'contact.email': typed('担当者のメールアドレス'),
    messageToIssuer: typed('弊社への連絡事項'),
    externalReference: typed('貴社の管理番号'),
  };
}

const guaranteeLabels: Record<string, { label: string; choice?: boolean }> = {
  form: chosen('保証証書の形式'),
  amount: typed('保証金額'),
  'fiscalYearBase.year': chosen('今年度対象額の年度'),
  'fiscalYearBase.basis': chosen('今年度対象額の種類'),
  'fiscalYearBase.amount': typed('今年度対象額'),
  depositary: typed('預託金融機関'),
  redeposit: chosen('再預託利用区分'),
  feePayment: chosen('保証料支払方法'),
  feeBilledTo: typed('請求先'),
  paperFeeStatement: chosen('保証料計算書(紙)'),
  'recognition.date': typed('認定日'),
  'recognition.number': typed('認定番号'),
  'priorAdvance.issuer': chosen('すでに受けた前払金の保証'),
  'priorAdvance.guaranteeNumber': typed('前払金保証の保証契約番号'),
  'priorAdvance.external.issuerName': typed('前払金を保証した会社'),
  'priorAdvance.external.number': typed('前払金保証の番号'),
  'priorAdvance.external.amount': typed('前払金保証の金額'),
};

const memberLabels: Record<string, string> = {
  name: '名称',
  address: '所在地',
  representativeTitle: '代表者の役職',
  representativeName: '代表者の氏名',
  sharePercent: '出資割合',
};

const yearLabels: Record<string, string> = { year: '年度', plannedOutput: '出来高予定額', paymentLimit: '支払限度額' };

/** Where the contract has one thing and the form has another. */
const elsewhere: Record<string, string> = {
  paperDelivery: 'paperDelivery.method',
  'works.period': 'works.period.to',
  'works.ordererSignatory': 'works.ordererSignatory.title',
  'works.contractorSignatory': 'works.contractorSignatory.title',
};

/** The field that a pointer of the contract means; `kinds` are the guarantees in the order in which they were sent. */
export const fieldIn =
  (form: TypedForm, kinds: readonly GuaranteeKind[]) =>
  (pointer: string): Omit<FormField, 'pointer'> | undefined => {
    const steps = pointer.slice(1).split('/');
    if (steps[0] === 'guarantees' && steps[1] !== undefined)
      return guaranteeFieldAt(kinds[Number(steps[1])], steps.slice(2));
    if (steps[0] === 'guarantees')
      return { id: guaranteeField('advance_payment', 'wanted'), ...chosen('申し込む保証') };
    const [, list, at, name] = steps;
    if (list === 'jointVenture' && at === 'members') return memberField(steps);
    if (list === 'fiscalYears' && name !== undefined) {
      return { id: steps.join('.'), label: `年割額(${Number(at) + 1}行目)の${yearLabels[name] ?? '内容'}` };
    }
    const id = elsewhere[steps.join('.')] ?? steps.join('.');
    const known = labelsOf(subjectOf(form))[id];
    return (
      known && { id: id === 'worksId' ? 'works.name' : id === 'works.fiscalYears' ? 'works.multiYear' : id, ...known }
    );
  };

function guaranteeFieldAt(kind: GuaranteeKind | undefined, steps: readonly string[]) {
  if (kind === undefined) return undefined;
  const name = steps.join('.') === 'priorAdvance' ? 'priorAdvance.issuer' : steps.join('.');
  const known = guaranteeLabels[name];
  const { label, ...rest } = known ?? { label: '内容' };
  return { id: guaranteeField(kind, known ? name : 'wanted'), label: `${guaranteeKindNames[kind]}の${label}`, ...rest };
}

function memberField([, , , at, name]: readonly string[]) {
  if (at === undefined || name === undefined) return { id: 'works.jointVenture.name', label: '構成員' };
  const label = `構成員${Number(at) + 1}の${memberLabels[name] ?? '内容'}`;
  return { id: `works.jointVenture.members.${at}.${name}`, label };
}
