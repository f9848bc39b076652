import type { PageRoutes } from '../site/desk.js';
import { invitePage, inviteUser } from './invite-page.js';
import { userList } from './list-page.js';
import { changeUser, reinstateUser, sendPasswordReset, stopUser, userPage } from './user-page.js';

const contractor = ['contractor'] as const;

/** What a company's administrator does; whether somebody is one is for the operations to say. */
export function companyUserPages(pages: PageRoutes): void {
  pages.show('/users', contractor, userList);
  pages.show('/users/new', contractor, (visit) => invitePage(visit));
  pages.act('/users/new', contractor, inviteUser);
  pages.show('/users/:id', contractor, (visit) => userPage(visit));
  pages.act('/users/:id', contractor, changeUser);
  pages.act('/users/:id/stop', contractor, stopUser);
  pages.act('/users/:id/reinstatement', contractor, reinstateUser);
  pages.act('/users/:id/password-reset', contractor, sendPasswordReset);
}
