import {
  type GuaranteeRequestState,
  type GuaranteeStatus,
  guaranteeRequestStateNames,
  guaranteeStatusNames,
} from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';

type Tone = 'waits' | 'goes' | 'done' | 'stops' | 'over';

const tones: Record<GuaranteeRequestState, Tone> = {
  draft: 'over',
  submitted: 'waits',
  under_review: 'goes',
  awaiting_second_approval: 'waits',
  approved: 'goes',
  fee_due: 'goes',
  issuing: 'goes',
  issued: 'done',
  returned: 'over',
  declined: 'over',
  held: 'stops',
  voided: 'over',
  withdrawn: 'over',
};

/** As the issuer's people say it: what a contractor has sent waits for them. */
export const staffStateNames: Record<GuaranteeRequestState, string> = {
  ...guaranteeRequestStateNames,
  submitted: '審査待ち',
};

export const stateTag = (state: GuaranteeRequestState): Html =>
  html`<span class="tag tag-${tones[state]}">${staffStateNames[state]}</span>`;

const guaranteeTones: Record<GuaranteeStatus, Tone> = {
  in_force: 'done',
  not_yet_in_force: 'goes',
  expired: 'over',
  cancelled: 'over',
  void: 'stops',
};

export const guaranteeTag = (status: GuaranteeStatus): Html =>
  html`<span class="tag tag-${guaranteeTones[status]}">${guaranteeStatusNames[status]}</span>`;
