import { markKeyCompromised } from '@e-surety/issuer-keys';
import { keysFolder, type Operator, OperatorError, optionOf } from './command.js';

/** Publishes that others may have a key, so that nobody takes for genuine, off line, what it signed. */
export async function tellKeyCompromised(operator: Operator): Promise<string> {
  const kid = optionOf(operator, 'kid');
  const since = new Date(optionOf(operator, 'since'));
  if (Number.isNaN(since.getTime()) || since > operator.now)
    throw new OperatorError('--since に、過ぎた時刻を 2026-11-23T00:00:00+09:00 のように指定してください。');
  const marked = markKeyCompromised(keysFolder(operator), kid, since, { dryRun: operator.dryRun });
  if (marked === 'unknown_key') throw new OperatorError(`${kid} という鍵はありません。`);
  if (marked === 'marked_as_earlier_already')
    throw new OperatorError('この鍵は、その時刻かそれより前からとして、すでに公表しています。後の時刻にはできません。');
  const told = `${kid} を ${since.toISOString()} から危殆化した鍵として公表します。全てのインスタンスを順に再起動してください。\n`;
  return marked.signsStill ? `${told}今も署名に使う鍵です。先に rotate-key で切り替えてください。\n` : told;
}
