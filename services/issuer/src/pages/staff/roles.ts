import type { Role } from '../site/visit.js';

export const underwriters: readonly Role[] = ['underwriter'];
