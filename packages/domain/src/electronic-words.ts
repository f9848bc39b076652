import type { ElectronicJudgement } from './judge-electronic.js';
import { formatWareki } from './wareki.js';
import type { WorksSubject } from './words.js';

/** Why 電子保証 is not possible, as people read it: in the form, with what is sent, and at approval in the same words. */
export function whyNotElectronic(
  judgement: ElectronicJudgement & { accepted: false },
  { orderer, subject }: { orderer: string; subject: WorksSubject },
): string {
  switch (judgement.reason) {
    case 'electronic_unconfirmed':
      return `${orderer}は、電子保証への対応が確認できていません。`;
    case 'electronic_kind_not_accepted':
      return `${orderer}は、この種類の保証を電子保証では受け付けていません。`;
    case 'electronic_subject_not_accepted':
      return `${orderer}は、この契約(${subject === 'construction' ? '工事' : '業務委託'})の電子保証を受け付けていません。`;
    case 'electronic_not_allowed_for_work':
      return `${orderer}では、この工事について発注者が電子保証を認めていることが必要です。`;
    case 'electronic_not_yet_accepted':
      return `${orderer}の電子保証は、${formatWareki(judgement.since!)}以後のものに限られます。`;
    case 'electronic_excluded':
      return `${orderer}では、${formatWareki(judgement.since!)}より前に締結した契約は電子保証の対象外です。`;
    case 'electronic_date_missing':
      return `${orderer}の電子保証は日付(${formatWareki(judgement.since)}以後)で判断されます。その日付を入力してください。`;
  }
}
