import { cookieOf, type Html, html, strictCookie } from '@e-surety/service-kit/pages';
import type { FastifyRequest } from 'fastify';
import { openText, sealText } from './session-token.js';

const name = 'esurety-told';

/** What was just done is told once, on the page that follows: by a cookie that nobody else can have written. */
export const tellOnce = (session: string, text: string, secure: boolean): string =>
  strictCookie(name, sealText(session, text), { path: '/', seconds: 120, secure });

export const toldAlready = (secure: boolean): string => strictCookie(name, '', { path: '/', seconds: 0, secure });

export function toldIn(request: Pick<FastifyRequest, 'headers'>, session: string): string | null {
  const sealed = cookieOf(request, name);
  return sealed ? openText(session, sealed) : null;
}

/** The focus goes there, without a script too, so that it is heard as well. */
export const toldNotice = (text: string): Html =>
  html`<div class="notice notice-right" role="status" tabindex="-1" autofocus><p><strong>${text}</strong></p></div>`;
