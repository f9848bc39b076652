import { type ChangeType, changeTypeNames, type GuaranteeRequestState } from '@e-surety/domain';
import { type Html, html } from '@e-surety/service-kit/pages';
import { staffStateNames } from '../parts/standing.js';

/** 手続中の変更 beside the guarantee, which says something else until D-Sure has acknowledged it. */
export const changeTag = ({
  type,
  status,
  reflecting,
}: {
  type: ChangeType;
  status: GuaranteeRequestState;
  reflecting: boolean;
}): Html =>
  html`<span class="tag tag-waits">${changeTypeNames[type]} ${reflecting && status !== 'held' ? '反映中' : staffStateNames[status]}</span>`;
