import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import type { Branch } from './schemas.js';

/** The branches whose work somebody sees: their own, or all of them for the head office. */
export async function ownBranches({ api, me }: Visit): Promise<Branch[]> {
  const { branches } = demand(await api.listBranches());
  return branches.filter(({ id }) => me.branches === null || me.branches.includes(id));
}

export const branchName = (branches: readonly Branch[], id: string): string =>
  branches.find((branch) => branch.id === id)?.name ?? id;
