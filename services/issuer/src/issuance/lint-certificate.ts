import type { Certificate } from '@e-surety/domain';
import { contentRules } from './lint/content-rules.js';
import { historyRules } from './lint/history-rules.js';
import { kindRules } from './lint/kind-rules.js';
import type { Rule } from './lint/rule.js';
import { shapeFaults } from './lint/shape.js';
import { successionRules } from './lint/succession-rules.js';

/**
 * Looks at a finished certificate before it is signed. Written from the rules of the guarantee business and sharing no helper
 * with the code that makes certificates (own arithmetic, own days, own check digits), so that a fault there is not repeated
 * here. `previous`: the revision before, which every revision but the 当初 needs. Answers what is off, each sentence with the
 * name of its rule, in words for the underwriter; empty = sign.
 */
export function lintCertificate(certificate: Certificate, previous: Certificate | null = null): string[] {
  const misshapen = shapeFaults(certificate).map((pointer) => `様式: ${pointer} が様式どおりではありません。`);
  if (misshapen.length > 0) return misshapen;
  const ofContent = [...contentRules, ...kindRules, ...historyRules].flatMap((rule) => broken(rule, certificate));
  return [...ofContent, ...successionRules.flatMap((rule) => broken(rule, { certificate, previous }))];
}

function broken<Subject>({ name, faults }: Rule<Subject>, subject: Subject): string[] {
  return faults(subject)
    .filter(([fault]) => fault)
    .map(([, sentence]) => `${name}: ${sentence}`);
}

/** For tests: that each has a certificate which breaks it. */
export const ruleNames: readonly string[] = [
  '様式',
  ...[...contentRules, ...kindRules, ...historyRules, ...successionRules].map(({ name }) => name),
];
