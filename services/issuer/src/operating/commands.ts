import { readFileSync } from 'node:fs';
import { makeIssuerKeys, publicKeys } from '@e-surety/issuer-keys';
import { importOrderers } from '../orderers/import-orderers.js';
import { loadDirectory, shippedDirectory } from '../orderers/load-directory.js';
import { recheckReport } from '../recheck/report.js';
import { type GivenSetup, loadSetup } from '../setup/load-setup.js';
import { type Command, keysFolder, OperatorError, optionOf, positionalOf } from './command.js';
import { makeFirstAdmin } from './first-admin.js';
import { redriveHeld } from './redrive-held.js';
import { redriveOutbox } from './redrive-outbox.js';
import { dropOldKeyEncryptionKeys, reencryptKeys } from './reencrypt-keys.js';
import { rotateKey } from './rotate-key.js';
import { tellKeyCompromised } from './tell-key-compromised.js';
import { tellStatus } from './tell-status.js';

/** All that those who operate an issuer do by command; each tells what it did, or with --dry-run what it would do. */
export const commands: Record<string, Command> = {
  'make-keys': {
    usage: '--name 会社名',
    help: 'KEYS_DIR に、まだない鍵を作ります',
    run: {
      on: 'files',
      do: async (operator) => {
        const folder = keysFolder(operator);
        const name = optionOf(operator, 'name');
        if (!operator.dryRun) await makeIssuerKeys(folder, name);
        return operator.dryRun ? `${folder} に、まだない鍵を作ります。\n` : `${folder} に鍵があります。\n`;
      },
    },
  },
  'publish-keys': {
    usage: '',
    help: '公開鍵(次の鍵と前の鍵を含む JWK Set)を書き出します。D-Sureへの登録に使います',
    run: {
      on: 'files',
      do: async (operator) => `${JSON.stringify(publicKeys(keysFolder(operator)), null, 2)}\n`,
    },
  },
  'load-setup': {
    usage: '設定.json',
    help: '保証事業会社・支店・保証料率表などを登録します。すでにあるものは変えません',
    run: {
      on: 'database',
      do: async (db, operator) => {
        await loadSetup(db, json(positionalOf(operator, '設定のファイル')) as GivenSetup);
        return '設定を登録しました。\n';
      },
    },
  },
  'first-admin': {
    usage: '--login-id ID --name 氏名 --email アドレス',
    help: '最初の管理者を登録し、パスワードを決める一度だけのリンクを表示します',
    run: { on: 'database', do: makeFirstAdmin },
  },
  'load-directory': {
    usage: '[フォルダー]',
    help: '製品に付属する発注者の一覧を登録します',
    run: {
      on: 'database',
      do: async (db, { positionals: [folder = shippedDirectory] }) => `${await loadDirectory(db, folder)} 発注者\n`,
    },
  },
  'import-orderers': {
    usage: '発注者.csv',
    help: '発注者の一覧をCSVから取り込みます',
    run: {
      on: 'database',
      do: async (db, operator) => {
        const content = bytes(positionalOf(operator, 'CSVのファイル'));
        const report = await importOrderers(db, 'command', content, operator.now);
        const { lines, added, changed, unchanged, refused } = report;
        const counts = `${lines}行: 追加 ${added}、変更 ${changed}、変更なし ${unchanged}、不受理 ${refused.length}`;
        return `${[counts, ...refused.map(({ line, detail }) => `${line}行目: ${detail}`)].join('\n')}\n`;
      },
    },
  },
  status: {
    usage: '',
    help: '処理待ち・あきらめた処理・発行保留を表示します',
    run: { on: 'database', do: tellStatus },
  },
  'redrive-held': {
    usage: '[申込または変更のID]',
    help: '原因を直した後、発行保留を再開します(取消は、審査担当者二人が画面またはAPIで行います)',
    run: { on: 'database', do: redriveHeld },
  },
  'redrive-outbox': {
    usage: '[--topic 種類]',
    help: 'あきらめた処理を、もう一度処理します',
    run: { on: 'database', do: redriveOutbox },
  },
  'rotate-key': {
    usage: '種類 [--activate [--compromised]]',
    help: '鍵の更新: 次の鍵を用意し、--activate で切り替えます。盗まれた access-token の鍵には --compromised を付けます',
    run: { on: 'database', do: rotateKey },
  },
  'mark-key-compromised': {
    usage: '--kid KID --since 2026-11-23T00:00:00+09:00',
    help: '署名鍵が他人の手に渡ったおそれがあることを、その時刻から公表します(/.well-known/jwks.json)',
    run: { on: 'files', do: tellKeyCompromised },
  },
  'reencrypt-keys': {
    usage: '',
    help: '認証キーとWebhookの秘密を、今の key-encryption の鍵で暗号化し直します',
    run: { on: 'database', do: reencryptKeys },
  },
  'drop-old-encryption-keys': {
    usage: '',
    help: 'どこにも使われていない key-encryption の鍵を除きます',
    run: { on: 'database', do: dropOldKeyEncryptionKeys },
  },
  recheck: {
    usage: '公開鍵.json',
    help: '発行済みの全ての電子証書を点検します。異常があれば終了コード1',
    run: {
      on: 'database',
      do: async (db, operator) => {
        const { sound, report } = await recheckReport(
          db,
          bytes(positionalOf(operator, '公開鍵のファイル')).toString('utf8'),
        );
        if (!sound) process.exitCode = 1;
        return report;
      },
    },
  },
};

function bytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new OperatorError(`${path} を読めません(${(error as NodeJS.ErrnoException).code})。`);
  }
}

function json(path: string): unknown {
  try {
    return JSON.parse(bytes(path).toString('utf8'));
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`${path} は JSON ではありません。`);
  }
}
