import { Held } from './held.js';

type Answer = { ok: true; data: unknown } | { ok: false; status: number; problem: { code: string } };

/** D-Sure's own words on what was put there; otherwise whether to come again or to have a person look. */
export function demandConfirmation(answer: Answer): unknown {
  if (answer.ok) return answer.data;
  const { status, problem } = answer;
  if (mayPass(status, problem.code)) throw new DsureUnavailable(`${status} ${problem.code}`);
  throw new Held(`D-Sureが登録を受け付けませんでした(${status} ${problem.code})。`);
}

/** After these the same bytes may well be taken later; any other refusal is about the deposit itself and needs a person. */
const mayPass = (status: number, code: string): boolean =>
  status >= 500 || [401, 408, 425, 429].includes(status) || code === 'not_answered_by_service';

class DsureUnavailable extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`D-Sure answered ${code}`);
    this.name = 'DsureUnavailable';
    this.code = code;
  }
}
