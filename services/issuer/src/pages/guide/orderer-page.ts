import type { components } from '@e-surety/client/issuer';
import {
  type GuaranteeKind,
  guaranteeKindNames,
  submissionAttachmentNames,
  submissionChannelNames,
  submissionDeadlineNames,
} from '@e-surety/domain';
import { type Html, html, type PageContent } from '@e-surety/service-kit/pages';
import { facts } from '../parts/facts.js';
import { sourceText } from '../parts/source.js';
import { dayText } from '../parts/words.js';
import { demand } from '../site/api.js';
import type { OpenVisit } from '../site/desk.js';
import { acceptedText, kindsText, subjectsText } from './electronic-words.js';

type Rules = components['schemas']['OrdererRules'];

/** One body: whether it takes electronic guarantees, and how it wants the key. */
export async function ordererPage({ api, path }: OpenVisit): Promise<PageContent> {
  const orderer = demand(await api.readOrderer({ path: { code: path.code! } }));
  const { name, prefecture, code, electronic, rules } = orderer;
  const current = rules.find(({ validFrom }) => validFrom === electronic?.validFrom)?.rules ?? null;
  return {
    title: name,
    at: '/orderers',
    main: html`<p class="back no-print"><a href="/orderers">電子保証対応の発注者</a></p>
<h1><span class="eyebrow">${prefecture} ${code}</span>${name}</h1>
${
  electronic === null
    ? html`<div class="notice notice-warn"><p><strong>電子保証に対応していることを確認できていません。</strong>証書(紙)をお申し込みください。</p></div>`
    : html`<h2>電子保証の対象</h2>${facts([
        ['対象', acceptedText(electronic)],
        ['保証の種類', kindsText(electronic)],
        ['工事・業務', subjectsText(electronic)],
        ['この内容の適用', `${dayText(electronic.validFrom)}から`],
        ['もとにした公表', sourceText(electronic.source)],
      ])}`
}
${current && submissionRules(current)}`,
  };
}

function submissionRules({ submission, note }: Rules): Html | null {
  if (submission.length === 0) return null;
  return html`<h2>認証キーの提出方法</h2>${submission.map(
    (rule) =>
      html`<h3>${(rule.kinds as GuaranteeKind[]).map((kind) => guaranteeKindNames[kind]).join('・')}</h3>${facts([
        ['提出方法', `${submissionChannelNames[rule.channel]}${rule.formName ? `(${rule.formName})` : ''}`],
        ['提出先', [rule.department, rule.email].filter(Boolean).join(' ')],
        ['提出するもの', rule.attach.map((one) => submissionAttachmentNames[one]).join('、')],
        ['提出期限', rule.deadline && submissionDeadlineNames[rule.deadline]],
        ['電話連絡', rule.confirmByPhone && '送信したら電話で連絡する'],
        ['注意', rule.note],
      ])}`,
  )}${note && html`<p>${note}</p>`}
<p class="quiet">発行された保証ごとの提出先・件名などは、保証契約の画面の「発注者への提出方法」に表示されます。</p>`;
}
