import {
  electronicExclusions,
  electronicTriggers,
  guaranteeKinds,
  submissionAttachments,
  submissionChannels,
  submissionDeadlines,
  submissionFields,
  type WorksSubject,
  worksSubjects,
} from '@e-surety/domain';
import { Type } from 'typebox';
import { day, email, name, nullable, oneOf } from '../contract.js';

const closed = { additionalProperties: false };
const some = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Array(oneOf(values), { uniqueItems: true, maxItems: values.length, description });
const optional = (maxLength: number, description?: string) => Type.Optional(nullable(name(maxLength, description)));

const Electronic = Type.Object(
  {
    since: nullable(day),
    trigger: nullable(oneOf(electronicTriggers, '何の日付で判断するか。null は申込日')),
    kinds: some(guaranteeKinds, '受け付ける保証。空は、受け付けなくなったこと'),
    subjects: some(worksSubjects, '工事・業務委託'),
    excludes: Type.Optional(some(electronicExclusions, '対象外')),
  },
  { ...closed, description: '電子保証への対応。since が null なら、日付では断らない' },
);

const Ratio = Type.Object(
  {
    limits: Type.Array(
      Type.Object(
        {
          rule: name(60, '規則の名前'),
          kind: oneOf(guaranteeKinds),
          subjects: Type.Unsafe<readonly WorksSubject[]>(some(worksSubjects, '工事・業務委託')),
          bids: oneOf(['usual', 'low', 'all'], '低入札(low)か'),
          bound: oneOf(['at_most', 'at_least']),
          ppm: Type.Integer({ minimum: 0, maximum: 1_000_000, description: '限度(百万分率)' }),
          withPriorAdvance: Type.Boolean({ description: '先の前払金を加えて判断する' }),
        },
        closed,
      ),
      { maxItems: 30 },
    ),
    unit: Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'この円未満を切り捨てる' }),
    onBreach: oneOf(['warning', 'refusal']),
  },
  { ...closed, description: '保証金額の割合。公表されていなければ null(超えても注意だけ)' },
);

const Submission = Type.Object(
  {
    kinds: some(guaranteeKinds, 'どの保証についての定めか'),
    channel: oneOf(submissionChannels),
    subject: nullable(name(300, '件名。{workNumber}、{workNumber:11digits-no-hyphen} などは保証の内容で埋める')),
    body: some(submissionFields, '本文に書く事項'),
    attach: some(submissionAttachments, '提出するもの'),
    deadline: nullable(oneOf(submissionDeadlines)),
    confirmByPhone: Type.Boolean(),
    formName: optional(100),
    department: optional(100),
    email: Type.Optional(nullable({ ...email, description: '発注者が公表しているものに限る' })),
    note: optional(500),
  },
  { ...closed, description: '認証キーのお知らせの提出方法' },
);

export const OrdererRulesSchema = Type.Object(
  {
    electronic: Electronic,
    ratio: Type.Optional(nullable(Ratio)),
    submission: Type.Array(Submission, { maxItems: 10 }),
    note: optional(500),
    source: name(500, '公表されている場所'),
  },
  { $id: 'OrdererRules', ...closed, description: '発注者が電子保証について公表している規則' },
);

/** One file of the directory. */
export const DirectoryEntrySchema = Type.Object(
  {
    code: name(20),
    prefecture: name(20),
    name: name(200),
    kana: name(200),
    rules: Type.Array(Type.Object({ validFrom: day, rules: OrdererRulesSchema }, closed)),
  },
  closed,
);
