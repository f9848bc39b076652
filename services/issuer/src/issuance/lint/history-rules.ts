import type { Certificate } from '@e-surety/domain';
import { dayNumber, isBlank } from './plain.js';
import type { Rule } from './rule.js';

const revisionTypes = ['original', 'amendment', 'correction', 'cancellation', 'void'];
const changesItems = (type: string) => type === 'amendment' || type === 'correction';
const ends = (type: string) => type === 'cancellation' || type === 'void';

/** The revisions so far, as each certificate repeats them. */
export const historyRules: Rule<Certificate>[] = [
  {
    name: '版の順序',
    faults: ({ history, revision, type, issuedOn }) => {
      const last = history[history.length - 1];
      const days = history.map((entry) => dayNumber(entry.issuedOn));
      return [
        [history.length !== revision + 1, '履歴が版の数と合いません。'],
        [history.some((entry, i) => entry.revision !== i), '版の番号に欠けか重複があります。'],
        [history.some((entry) => !revisionTypes.includes(entry.type)), '種別の分からない版があります。'],
        [history.some((entry, i) => (entry.type === 'original') !== (i === 0)), '当初が最初の版だけではありません。'],
        [history.some((entry, i) => ends(entry.type) && i < history.length - 1), '解約か無効の後に版があります。'],
        [days.some((day, i) => i > 0 && day < days[i - 1]!), '発行日が前の版より前です。'],
        [last?.type !== type || last.issuedOn !== issuedOn, '種別か発行日が履歴の最後と違います。'],
      ];
    },
  },
  {
    name: '変更回数',
    faults: ({ history, amendments }) => [
      [history.filter(({ type }) => type === 'amendment').length !== amendments, '変更回数が履歴と合いません。'],
    ],
  },
  {
    name: '効力',
    faults: ({ history, type, status, statusFrom, period }) => {
      const now = { cancellation: 'cancelled', void: 'void' }[type as string] ?? 'in_force';
      const entry = ends(type) ? history[history.length - 1] : history[0];
      const first = dayNumber(history[0]?.issuedOn ?? '');
      return [
        [status !== now, '状態が最後の版の種別と合いません。'],
        [statusFrom !== entry?.effectiveOn, '状態の始まりが履歴と合いません。'],
        [history[0]?.effectiveOn !== history[0]?.issuedOn, '当初の効力の日が発行日と違います。'],
        [history.some(({ effectiveOn }) => dayNumber(effectiveOn) < first), '効力の日が当初の発行日より前です。'],
        [
          type === 'cancellation' && dayNumber(statusFrom) > dayNumber(period.to),
          '解約の日が保証期間の終わりより後です。',
        ],
      ];
    },
  },
  {
    name: '変更の理由',
    faults: ({ history }) => [
      [
        history.some(({ type, reason }) => type !== 'original' && (reason === null || isBlank(reason))),
        '理由のない版があります。',
      ],
    ],
  },
  {
    name: '変更の前後',
    faults: (certificate) => {
      const standing = new Map<string, unknown>();
      let chained = true;
      const all = certificate.history.flatMap(({ changes }) => changes);
      for (const { item, before, after } of all) {
        chained &&= !standing.has(item) || standing.get(item) === before;
        standing.set(item, after);
      }
      return [
        [
          certificate.history.some(({ type, changes }) => changesItems(type) !== changes.length > 0),
          '変更項目の有無が版の種別と合いません。',
        ],
        [all.some(({ before, after }) => before === after), '変更前と変更後が同じ項目があります。'],
        [!chained, '変更前の記載が、前の変更の後と違います。'],
        [
          [...standing].some(([item, after]) => valueAt(certificate, item) !== after),
          '変更後の記載が、電子証書の記載と違います。',
        ],
      ];
    },
  },
];

/** What stands at a pointer; null where nothing does. */
function valueAt(certificate: Certificate, pointer: string): unknown {
  let at: unknown = certificate;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined;
  }
  return at === undefined || (typeof at === 'object' && at !== null) ? null : at;
}
