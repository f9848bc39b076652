import {
  type Certificate,
  type ChangedValue,
  formatWareki,
  formatYen,
  guaranteeStatusNames,
  isCalendarDay,
  isYen,
  type Redeposit,
  redepositNames,
  type StoredStatus,
  worksLabels,
} from '@e-surety/domain';
import { periodLabel } from './names.js';

/** What the item that a JSON Pointer names is called on this certificate. */
export function itemLabel(item: string, certificate: Certificate): string {
  const works = worksLabels[certificate.works.subject];
  const label: Record<string, string> = {
    '/amount': '保証金額',
    '/period/from': `${periodLabel(certificate)}（始期）`,
    '/period/to': certificate.kind === 'performance' ? '保証期間（終期）' : '保証期限',
    '/ratio/percent': '保証割合',
    '/works/name': works.name,
    '/works/number': works.number,
    '/works/place': works.place,
    '/works/contractDate': works.contractDate,
    '/works/contractNumber': '契約番号',
    '/works/contractPrice': works.contractPrice,
    '/works/period/from': `${works.period}（始期）`,
    '/works/period/to': `${works.period}（終期）`,
    '/orderer/name': '発注者',
    '/orderer/code': '発注者コード',
    '/contractor/name': '受注者',
    '/contractor/address': '受注者の住所',
    '/contractor/jointVenture/name': '共同企業体の名称',
    '/issuer/name': '保証人',
    '/issuer/address': '保証人の住所',
    '/issuer/representative': '保証人の代表者',
    '/depositary': '預託金融機関',
    '/redeposit': '再預託利用区分',
    '/fiscalYearBase/amount': '今年度対象額',
    '/fiscalYearBase/year': '今年度対象額の年度',
    '/recognition/date': '認定日',
    '/recognition/number': '認定番号',
    '/terms/name': '保証約款',
    '/terms/version': '保証約款の版',
    '/remarks': '備考',
    '/status': '状態',
    '/statusFrom': '状態の始期',
  };
  return label[item] ?? signatoryLabel(item) ?? memberLabel(item) ?? item;
}

export function valueText(item: string, value: ChangedValue): string {
  if (value === null || value === '') return '（なし）';
  if (isYen(value) && /(?:amount|contractPrice)$/iu.test(item)) return formatYen(value);
  if (item === '/period/from' || isCalendarDay(value))
    return isCalendarDay(value) ? formatWareki(value) : String(value);
  if (item === '/redeposit') return redepositNames[value as Redeposit] ?? String(value);
  if (item === '/status') return guaranteeStatusNames[value as StoredStatus] ?? String(value);
  if (item.endsWith('ercent')) return `${value}%`;
  return String(value);
}

function signatoryLabel(item: string): string | null {
  const [, party, part] = /^\/(orderer|contractor)\/signatory\/(office|title|name)$/u.exec(item) ?? [];
  if (party === undefined) return null;
  return `${party === 'orderer' ? '発注者' : '受注者'}の${{ office: '機関', title: '職名', name: '氏名' }[part!]}`;
}

function memberLabel(item: string): string | null {
  const [, index, part] = /^\/contractor\/jointVenture\/members\/(\d+)\/(\w+)$/u.exec(item) ?? [];
  if (index === undefined) return null;
  const parts: Record<string, string> = {
    name: '名称',
    address: '住所',
    representativeTitle: '代表者の職名',
    representativeName: '代表者の氏名',
    sharePercent: '出資割合',
  };
  return `構成員${Number(index) + 1}の${parts[part!] ?? part}`;
}
