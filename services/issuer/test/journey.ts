import { exampleApplication } from '../../../scripts/demo/example.js';
import { smallPdf } from '../../../scripts/demo/papers.js';
import type { TestCaller, TestWorld } from './world.js';

type AskedInput = ReturnType<typeof exampleApplication>['guarantees'][number];

export interface ApplicationAnswer {
  id: string;
  worksId: string;
  status: string;
  warnings: { code: string; severity: string; pointer: string; rule: object | null }[];
  guarantees: {
    kind: string;
    status: string;
    message: string | null;
    guaranteeNumber: string | null;
    fee: { amount: number };
  }[];
}
export type Seen = ApplicationAnswer & { etag: string };

/** The example of the seed with other works, particulars or guarantees. */
export function application(changes: { works?: object; guarantees?: object[]; [particular: string]: unknown } = {}) {
  const example = exampleApplication();
  return { ...example, ...changes, works: { ...example.works, ...changes.works } };
}

const [advanceExample, performanceExample] = exampleApplication().guarantees as [AskedInput, AskedInput];
export const advance = (changes: object = {}) => ({ ...advanceExample, ...changes });
export const performance = (changes: object = {}) => ({ ...performanceExample, ...changes });

export const guaranteeOf = ({ guarantees }: ApplicationAnswer, kind: string) =>
  guarantees.find((one) => one.kind === kind)!;

/** The steps of an application, each of which has to go well. */
export function journeys({ contractor, underwriter, workOff }: TestWorld) {
  const read = async (id: string, who: TestCaller = underwriter): Promise<Seen> => {
    const answer = await who.get(`/v1/applications/${id}`);
    return { ...(answer.json() as ApplicationAnswer), etag: answer.headers.etag as string };
  };
  const drafted = async (input: object = application(), who = contractor): Promise<Seen> => {
    const answer = await who.post('/v1/applications', input);
    if (answer.statusCode !== 201) throw new Error(`no draft: ${answer.body}`);
    return { ...(answer.json() as ApplicationAnswer), etag: answer.headers.etag as string };
  };
  /** Without these papers nothing is approved. */
  const attachRequired = async (id: string, guarantees: { kind: string }[], who = contractor) => {
    const interim = guarantees.some(({ kind }) => kind === 'interim_advance_payment');
    for (const type of interim ? ['contract', 'recognition'] : ['contract']) {
      const answer = await attach(id, { type }, who);
      if (answer.statusCode !== 201) throw new Error(`not attached: ${answer.body}`);
    }
  };
  const attach = (
    id: string,
    { type = 'contract', name = '請負契約書.pdf', content = smallPdf('contract') },
    who = contractor,
  ) =>
    who.upload(`/v1/applications/${id}/attachments`, [
      { field: 'type', content: type },
      { field: 'file', content, fileName: name },
    ]);
  const submitted = async (input?: object, who = contractor): Promise<Seen> => {
    const { id, guarantees } = await drafted(input, who);
    await attachRequired(id, guarantees, who);
    const answer = await who.post(`/v1/applications/${id}/submission`);
    if (answer.statusCode !== 200) throw new Error(`not submitted: ${answer.body}`);
    return read(id);
  };
  const review = ({ id, etag }: Seen, body: object, who = underwriter) =>
    who.post(`/v1/applications/${id}/review`, body, { 'if-match': etag });
  const approve = (seen: Seen, who = underwriter) => {
    const guarantees = seen.guarantees.map(({ kind }) => ({ kind, decision: 'approve', message: null }));
    return review(seen, { guarantees }, who);
  };
  const approved = async (input?: object, who = contractor): Promise<Seen> => {
    const seen = await submitted(input, who);
    const answer = await approve(seen);
    if (answer.statusCode !== 200) throw new Error(`not approved: ${answer.body}`);
    return read(seen.id);
  };
  const issued = async (input?: object, who = contractor): Promise<Seen> => {
    const { id } = await approved(input, who);
    await workOff();
    const seen = await read(id);
    if (seen.status !== 'completed') throw new Error(`not issued: ${JSON.stringify(seen.guarantees)}`);
    return seen;
  };
  return { read, drafted, attach, attachRequired, submitted, review, approve, approved, issued };
}
