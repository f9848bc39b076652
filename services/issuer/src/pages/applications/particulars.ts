import type { components } from '@e-surety/client/issuer';
import { type Html, html } from '@e-surety/service-kit/pages';
import { facts } from '../parts/facts.js';

type Application = components['schemas']['Application'];
type Branch = components['schemas']['BranchList']['branches'][number];

/** 申込送信先, how things are received, and whom to ask. */
export function particulars(application: Application, branches: readonly Branch[]): Html {
  const { completionNotice, paperDelivery, contact, messageToIssuer, externalReference } = application;
  const branch = branches.find(({ id }) => id === application.branch);
  return facts([
    ['申込送信先', branch ? html`${branch.name} <span class="number">${branch.phone}</span>` : application.branch],
    ['証書(紙)の受取方法', paperDelivery && receiving(paperDelivery)],
    ['電子保証発行完了のお知らせ', completionNotice.wanted ? `希望する ${completionNotice.email}` : '希望しない'],
    ['担当部署・役職', [contact.department, contact.title].filter(Boolean).join(' ')],
    ['担当者名', contact.name],
    ['連絡先', html`<span class="number">${contact.phone}</span> ${contact.email}`],
    ['貴社の管理番号', externalReference],
    ['お客様から弊社への連絡事項', messageToIssuer],
  ]);
}

const receiving = ({ method, address }: NonNullable<Application['paperDelivery']>): string =>
  method === 'post' ? `郵送 ${address ?? ''}` : '申込送信先の窓口で受け取る';
