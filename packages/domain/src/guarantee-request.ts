import { nextState, type Transition } from './transition.js';

/** 手続状況 of a guarantee that is asked for, until it has a number and is issued. */
export const guaranteeRequestStateNames = {
  draft: '作成中',
  submitted: '申込済',
  under_review: '審査中',
  awaiting_second_approval: '二次承認待ち',
  approved: '引受承認',
  fee_due: '保証料入金待ち',
  issuing: '発行手続中',
  issued: '手続完了',
  returned: '差戻し(要修正)',
  declined: 'お引受不可',
  held: '発行保留',
  voided: '発行取消',
  withdrawn: '取下げ',
} as const;
export type GuaranteeRequestState = keyof typeof guaranteeRequestStateNames;
export const guaranteeRequestStates = Object.keys(guaranteeRequestStateNames) as GuaranteeRequestState[];

/** From these no command leads on. A change that is asked for after issue goes the same way (design.md §3). */
export const guaranteeRequestEndStates = [
  'issued',
  'declined',
  'voided',
  'withdrawn',
] as const satisfies readonly GuaranteeRequestState[];

/** Approved, and not yet a guarantee that was issued. */
export const beingIssuedStates = [
  'approved',
  'fee_due',
  'issuing',
  'held',
] as const satisfies readonly GuaranteeRequestState[];

/** 案件: sent, and not at an end. */
export const openGuaranteeRequestStates = guaranteeRequestStates.filter(
  (state) => state !== 'draft' && !(guaranteeRequestEndStates as readonly string[]).includes(state),
);

export const guaranteeRequestCommandNames = {
  submit: '送信',
  claim: '審査開始',
  refer: '二次承認へ',
  approve: '承認',
  decline: 'お断り',
  return: '差戻し',
  demand_fee: '保証料のご案内',
  receive_fee: '保証料入金',
  lapse: '支払期限の経過',
  issue: '発行開始(入金を待たない)',
  complete: 'D-Sure登録完了',
  hold: '保留',
  resume: '再開',
  void: '発行取消',
  withdraw: '取下げ',
} as const;
export type GuaranteeRequestCommand = keyof typeof guaranteeRequestCommandNames;

export const guaranteeRequestTransitions = [
  { from: 'draft', command: 'submit', to: 'submitted' },
  { from: 'returned', command: 'submit', to: 'submitted' },
  { from: 'submitted', command: 'claim', to: 'under_review' },
  { from: 'under_review', command: 'return', to: 'returned' },
  { from: 'under_review', command: 'decline', to: 'declined' },
  { from: 'under_review', command: 'approve', to: 'approved' },
  { from: 'under_review', command: 'refer', to: 'awaiting_second_approval' },
  { from: 'awaiting_second_approval', command: 'approve', to: 'approved' },
  { from: 'awaiting_second_approval', command: 'decline', to: 'declined' },
  { from: 'awaiting_second_approval', command: 'return', to: 'returned' },
  { from: 'approved', command: 'demand_fee', to: 'fee_due' },
  { from: 'approved', command: 'issue', to: 'issuing' },
  { from: 'fee_due', command: 'receive_fee', to: 'issuing' },
  { from: 'fee_due', command: 'lapse', to: 'returned' },
  { from: 'issuing', command: 'complete', to: 'issued' },
  { from: 'issuing', command: 'hold', to: 'held' },
  { from: 'held', command: 'resume', to: 'issuing' },
  { from: 'held', command: 'void', to: 'voided' },
  { from: 'draft', command: 'withdraw', to: 'withdrawn' },
  { from: 'submitted', command: 'withdraw', to: 'withdrawn' },
  { from: 'returned', command: 'withdraw', to: 'withdrawn' },
  { from: 'under_review', command: 'withdraw', to: 'withdrawn' },
  { from: 'awaiting_second_approval', command: 'withdraw', to: 'withdrawn' },
  { from: 'approved', command: 'withdraw', to: 'withdrawn' },
  { from: 'fee_due', command: 'withdraw', to: 'withdrawn' },
] as const satisfies readonly Transition<GuaranteeRequestState, GuaranteeRequestCommand>[];

/** Throws Refusal('transition_not_allowed') where the table has no such line. */
export function nextGuaranteeRequestState(
  state: GuaranteeRequestState,
  command: GuaranteeRequestCommand,
): GuaranteeRequestState {
  return nextState(guaranteeRequestTransitions, state, command);
}

/** What the table lets be done in a state; of what waits for its review, also what can be done in the same breath as claiming it. */
export function possibleCommands(state: GuaranteeRequestState): GuaranteeRequestCommand[] {
  const commands = guaranteeRequestTransitions.filter(({ from }) => from === state).map(({ command }) => command);
  return state === 'submitted' ? [...new Set([...commands, ...possibleCommands('under_review')])] : commands;
}
