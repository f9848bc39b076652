import type { Role } from '../site/visit.js';

export const admins: readonly Role[] = ['admin'];
