import { type Door, throughTheDoor } from '../door.js';

interface Answered {
  decision: string;
  message: string | null;
}

/** Who is declined, or has to mend something, is told why: the reason goes out by mail. */
export function demandReason(answered: Answered): void {
  throughTheDoor((door) => reasonOf(door, answered));
}

export function demandReasons(guarantees: readonly Answered[]): void {
  throughTheDoor((door) => {
    for (const [i, answered] of guarantees.entries()) reasonOf(door.at('guarantees').at(i), answered);
  });
}

function reasonOf(door: Door, { decision, message }: Answered): void {
  if (decision === 'approve' || message?.trim()) return;
  door.refuse('message', 'required', '「message」は必須です。', '差戻し・お断りの理由。受注者に伝わります');
}
