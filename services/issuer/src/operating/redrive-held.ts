import { guaranteeKindNames } from '@e-surety/domain';
import { and, asc, eq } from 'drizzle-orm';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { applications, changeRequests, guaranteeRequests, heldProposals } from '../db/tables.js';
import { resumeChange, resumeIssue } from '../held/resume.js';
import type { Operator } from './command.js';

/**
 * Takes up again what is held, once its cause is mended (a key that D-Sure did not know, for one). Nothing is forced: the linter and
 * D-Sure judge anew. To take an issue back for good is for two underwriters, and for no command.
 */
export async function redriveHeld(db: Database, { positionals, now }: Operator): Promise<string> {
  const [only] = positionals;
  const reason = '運用担当者が再開しました。';
  const lines: string[] = [];
  const resumed = async (subject: string, line: string) => {
    await db.delete(heldProposals).where(eq(heldProposals.subject, subject));
    await recordAct(db, { at: now, actor: 'command', act: 'resume_held', subject, detail: { reason } });
    lines.push(`  ${line}`);
  };

  // Same order of locks as everywhere: first the application, then what it holds.
  const issues = await db
    .select({ applicationId: applications.id, kind: guaranteeRequests.kind, message: guaranteeRequests.message })
    .from(applications)
    .innerJoin(guaranteeRequests, eq(guaranteeRequests.applicationId, applications.id))
    .where(and(eq(guaranteeRequests.status, 'held'), only === undefined ? undefined : eq(applications.id, only)))
    .orderBy(asc(applications.id), asc(guaranteeRequests.kind))
    .for('update');
  for (const { message, ...issue } of issues) {
    await resumeIssue(db, issue, { reason, now });
    const { applicationId, kind } = issue;
    await resumed(`${applicationId}/${kind}`, `${applicationId} ${guaranteeKindNames[kind]}(保留の理由 ${message})`);
  }
  const changes = await db
    .select()
    .from(changeRequests)
    .where(and(eq(changeRequests.status, 'held'), only === undefined ? undefined : eq(changeRequests.id, only)))
    .orderBy(asc(changeRequests.id))
    .for('update');
  for (const change of changes) {
    await resumeChange(db, change, { reason, now });
    await resumed(change.id, `${change.guaranteeNumber} の変更 ${change.id}(保留の理由 ${change.message})`);
  }
  return lines.length === 0 ? '保留はありません。\n' : `${[...lines, `${lines.length}件を再開します。`].join('\n')}\n`;
}
