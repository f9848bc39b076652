import { relative } from 'node:path';
import type { Demo } from '../demo/demo.js';

/** What one can do now, for people who see it for the first time. */
export function announcement(demo: Demo, data: string): string {
  const people = [
    ['受注者   contractor ', demo.contractor],
    ['審査担当 underwriter', demo.underwriter],
    ['管理者   admin      ', demo.admin],
  ] as const;
  return [
    '',
    '電子保証が動いています (e-Surety is running)',
    '',
    `  ネットデスク Net Desk   ${demo.issuer.url}   API: ${demo.issuer.url}/docs`,
    `  D-Sure                 ${demo.dsure.url}   API: ${demo.dsure.url}/docs`,
    '',
    '  ログイン (demo logins: id / password)',
    ...people.map(([title, { loginId, password }]) => `    ${title}  ${loginId} / ${password}`),
    '',
    '  D-Sureで照会できる保証 (guarantees to look up: 保証契約番号 / 認証キー)',
    ...demo.guarantees.map((one) => `    ${one.guaranteeNumber}   ${one.authenticationKey}`),
    '',
    `  メール mails       ${here(data)}/mail`,
    `  書類 papers        ${here(data)}/demo   (npm run demo)`,
    `  ログ logs          ${here(data)}/log`,
    `  上記の控え         ${here(data)}/demo.json`,
    '',
    '  Ctrl-C で終了します (stops everything)',
    '',
  ].join('\n');
}

function here(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path.startsWith('..') ? folder : path;
}
