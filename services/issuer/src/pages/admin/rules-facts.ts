import { submissionAttachmentNames, submissionChannelNames, submissionDeadlineNames } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import { facts, lines } from '../parts/facts.js';
import { dayText, money, percentOfPpm } from '../parts/words.js';
import {
  bidNames,
  boundNames,
  breachNames,
  exclusionNames,
  fieldNames,
  kindsText,
  subjectNames,
  triggerNames,
} from './orderer-words.js';
import type { OrdererRules } from './schemas.js';

/** One version of what a body publishes, as people read it. */
export function rulesFacts({ electronic, ratio, submission, note, source }: OrdererRules): Html {
  const { since, trigger, kinds, subjects, excludes = [] } = electronic;
  return facts([
    ['電子保証', lines(kindsText(kinds), subjects.map((subject) => subjectNames[subject]).join('、'))],
    [
      'いつから',
      lines(
        since === null ? '日付の定めなし' : `${dayText(since)}以後`,
        trigger === null ? '申込日で判断' : `${triggerNames[trigger]}で判断`,
      ),
    ],
    ['対象外', excludes.map((exclusion) => exclusionNames[exclusion]).join('、')],
    ['金額の割合', ratio ? ratioText(ratio) : '公表なし(一般の割合を超えるときに注意だけ)'],
    ...submission.map((one): [string, Html | null] => [`提出方法(${kindsText(one.kinds)})`, submissionText(one)]),
    ['備考', note],
    ['公表元', source],
  ]);
}

const ratioText = ({ limits, unit, onBreach }: NonNullable<OrdererRules['ratio']>): Html | null =>
  lines(
    ...limits.map(
      ({ kind, subjects, bids, bound, ppm, withPriorAdvance }) =>
        html`${kindsText([kind])}(${subjects.map((subject) => subjectNames[subject]).join('・')}、${bidNames[bids]}) <strong>${percentOfPpm(ppm)}${boundNames[bound]}</strong>${withPriorAdvance && ' 先の前払金と合わせて'}`,
    ),
    unit > 1 && html`${money(unit)}未満は切り捨て`,
    `超えたときは、${breachNames[onBreach]}`,
  );

const submissionText = (one: OrdererRules['submission'][number]): Html | null =>
  lines(
    submissionChannelNames[one.channel],
    one.subject && `件名: ${one.subject}`,
    one.body.length > 0 && `本文: ${one.body.map((field) => fieldNames[field]).join('、')}`,
    one.attach.length > 0 && `添付: ${one.attach.map((paper) => submissionAttachmentNames[paper]).join('、')}`,
    one.deadline && `期限: ${submissionDeadlineNames[one.deadline]}`,
    one.confirmByPhone && '電話で着信を確認',
    one.formName,
    one.department,
    one.email,
    one.note,
  );
