import { html } from '@e-surety/service-kit/pages';
import { guaranteeFacts } from '../applications/guarantee-facts.js';
import { worksFacts } from '../applications/works-facts.js';
import { askedFacts } from '../changes/change-page.js';
import { certificateFacts } from '../guarantees/certificate-facts.js';
import { readGuarantee } from '../guarantees/read.js';
import { facts } from '../parts/facts.js';
import { demand } from '../site/api.js';
import type { PageRoutes } from '../site/desk.js';
import type { Role, Visit } from '../site/visit.js';
import { showFile } from './show-file.js';
import { viewerPage } from './viewer-page.js';

interface Readers {
  role: Role;
  /** Before the addresses of what the papers belong to. */
  under: '' | '/staff';
  /** Where in the navigation these readers have come from. */
  applications: string;
  guarantees: string;
}

const readers: readonly Readers[] = [
  { role: 'contractor', under: '', applications: '/applications', guarantees: '/guarantees' },
  { role: 'underwriter', under: '/staff', applications: '/staff/cases', guarantees: '/staff/cases' },
];

/** 添付書類 to be looked at: whoever may download a paper sees it beside what it is to prove. */
export function attachmentViewerPages(pages: PageRoutes): void {
  for (const reader of readers) {
    ofApplications(pages, reader);
    ofChanges(pages, reader);
  }
}

function ofApplications(pages: PageRoutes, { role, under, applications }: Readers): void {
  const path = `${under}/applications/:id/attachments/:attachmentId`;
  const one = ({ path }: Visit) => ({ path: path as { id: string; attachmentId: string } });
  pages.show(`${path}/inline`, [role], async (visit) => showFile(await visit.api.readAttachment(one(visit))));
  pages.show(`${path}/view`, [role], async (visit) => {
    const { id, attachmentId } = one(visit).path;
    const [application, { attachments }] = await Promise.all([
      visit.api.readApplication({ path: { id } }).then(demand),
      visit.api.listAttachments({ path: { id } }).then(demand),
    ]);
    const href = `${under}/applications/${id}`;
    return viewerPage({
      ...{ attachments, id: attachmentId, at: `${href}/attachments` },
      back: { href, label: under === '' ? '保証申込の内容' : '申込の審査', navigation: applications },
      beside: html`${worksFacts(application.works)}${application.guarantees.map(guaranteeFacts)}`,
    });
  });
}

function ofChanges(pages: PageRoutes, { role, under, guarantees }: Readers): void {
  const path = `${under}/guarantees/:guaranteeNumber/changes/:id/attachments/:attachmentId`;
  const one = ({ path }: Visit) => ({ path: path as { guaranteeNumber: string; id: string; attachmentId: string } });
  pages.show(`${path}/inline`, [role], async (visit) => showFile(await visit.api.readChangeAttachment(one(visit))));
  pages.show(`${path}/view`, [role], async (visit) => {
    const { guaranteeNumber, id, attachmentId } = one(visit).path;
    const [change, { attachments }, guarantee] = await Promise.all([
      visit.api.readChangeRequest({ path: { guaranteeNumber, id } }).then(demand),
      visit.api.listChangeAttachments({ path: { guaranteeNumber, id } }).then(demand),
      readGuarantee(visit),
    ]);
    const href = `${under}/guarantees/${guaranteeNumber}/changes/${id}`;
    return viewerPage({
      ...{ attachments, id: attachmentId, at: `${href}/attachments` },
      back: { href, label: under === '' ? '変更の申込' : '変更の審査', navigation: guarantees },
      beside: html`${facts(askedFacts(change, guarantee))}<h3>今の保証契約</h3>${facts(certificateFacts(guarantee.certificate))}`,
    });
  });
}
