import fc from 'fast-check';
import t from 'tap';
import { numRuns, thorough } from '../../../scripts/testing/extent.js';
import {
  type AuthenticationKey,
  authenticationKeyFrom,
  formatAuthenticationKey,
  keyMaterialOf,
  parseAuthenticationKey,
} from '../src/authentication-key.js';
import { guaranteeNumberOf, isGuaranteeNumber, issuerPrefixOf, parseGuaranteeNumber } from '../src/guarantee-number.js';
import { parseOrdererCode } from '../src/local-government-code.js';
import { compact, toFullWidth, toHalfWidth, ungrouped } from '../src/normalise.js';

const runs = { numRuns };
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const places = [...Array(28).keys()];
const entropy = fc.uint8Array({ minLength: 17, maxLength: 17 });

const keys = [
  new Uint8Array(17),
  Uint8Array.from({ length: 17 }, (_, i) => (i * 41 + 7) & 255),
  Uint8Array.from({ length: 17 }, (_, i) => (i * i * 97 + 151) & 255),
].map(authenticationKeyFrom);

t.test('a key is made of the first 130 bits, and its check symbols never change', async (t) => {
  t.same(keys, ['0000000000000000000000000000', '0WR5K0NBTKYJCKVRM75F6725DTS4', 'JZW1P05720XJHNT8FDR2F86VV2WR']);
  t.equal(authenticationKeyFrom(new Uint8Array(17).fill(255)).slice(0, 26), 'Z'.repeat(26));
  t.equal(
    keyMaterialOf(authenticationKeyFrom(Uint8Array.of(0b00001_000, 0b10_00011_0, ...Array(14).fill(0), 0b00000001))),
    `123${'0'.repeat(23)}`,
    'the last six bits are unused',
  );
  t.equal(authenticationKeyFrom(Uint8Array.of(...Array(16).fill(0), 0b01_000000)).slice(0, 26), `${'0'.repeat(25)}1`);
  t.throws(() => authenticationKeyFrom(new Uint8Array(16)), RangeError);
  t.throws(() => authenticationKeyFrom(new Uint8Array(18)), RangeError);
});

t.test('the check symbols are those of the code that the docstring states', async (t) => {
  const times = (a: number, b: number) => {
    let product = 0;
    for (let bit = 0; bit < 5; bit += 1) if ((b >> bit) & 1) product ^= a << bit;
    for (let bit = 8; bit >= 5; bit -= 1) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
    return product;
  };
  const valueAt = (key: string, root: number) => {
    let sum = 0;
    let factor = 1;
    for (const symbol of [...key].reverse()) {
      sum ^= times(symbols.indexOf(symbol), factor);
      factor = times(factor, root);
    }
    return sum;
  };
  const isRoot = (key: string) => valueAt(key, 1) === 0 && valueAt(key, 2) === 0;
  fc.assert(
    fc.property(entropy, (bytes) => isRoot(authenticationKeyFrom(bytes))),
    runs,
  );
  t.equal(isRoot(`1${keys[1]!.slice(1)}`), false, 'the test itself can tell');
});

t.test('a key is read as printed, and as anybody might type it', async (t) => {
  const key = keys[2] as AuthenticationKey;
  const printed = formatAuthenticationKey(key);
  t.match(printed, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
  const wide = [...printed].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
  const typed = [
    key,
    printed,
    printed.toLowerCase(),
    ` ${printed.replaceAll('-', '　ー　')}\n`,
    printed.replaceAll('-', '−'),
    printed.replaceAll('-', '〜'),
    wide,
    wide.toLowerCase(),
    printed.replaceAll('0', 'o').replaceAll('1', 'l'),
    printed.replaceAll('0', 'Ｏ').replaceAll('1', 'ｉ'),
  ];
  for (const text of typed) t.same(parseAuthenticationKey(text), { ok: true, key }, text);
});

t.test('every key that is made is read back', async () => {
  fc.assert(
    fc.property(entropy, (bytes) => {
      const key = authenticationKeyFrom(bytes);
      const parsed = parseAuthenticationKey(formatAuthenticationKey(key));
      return parsed.ok && parsed.key === key && keyMaterialOf(key) === key.slice(0, 26);
    }),
    runs,
  );
});

t.test('one symbol too many or too few is a matter of length', async (t) => {
  const refused = { ok: false, reason: 'length', suspectGroup: null };
  for (const text of ['', keys[1]!.slice(1), `${keys[1]}0`]) t.same(parseAuthenticationKey(text), refused);
});

t.test('every single wrong symbol is refused and found in its group', async (t) => {
  for (const key of keys) {
    for (const place of places) {
      const group = Math.floor(place / 4) + 1;
      for (const symbol of symbols.replace(key[place]!, '')) {
        const parsed = parseAuthenticationKey(withSymbols(key, [place, symbol]));
        if (parsed.ok || parsed.reason !== 'check' || parsed.suspectGroup !== group) {
          t.fail(`${symbol} at ${place} of ${key}`);
        }
      }
      t.same(parseAuthenticationKey(withSymbols(key, [place, 'U'])), {
        ok: false,
        reason: 'symbol',
        suspectGroup: group,
      });
    }
  }
});

t.test('every two wrong symbols are refused', async (t) => {
  // What is found does not depend on the key, since the code is linear: one stands for all.
  for (const key of thorough ? keys : keys.slice(2)) {
    for (const a of places) {
      for (const b of places.slice(a + 1)) {
        for (const first of symbols.replace(key[a]!, '')) {
          for (const second of symbols.replace(key[b]!, '')) {
            const parsed = parseAuthenticationKey(withSymbols(key, [a, first], [b, second]));
            if (parsed.ok || parsed.suspectGroup === 0) t.fail(`${first} at ${a} and ${second} at ${b} of ${key}`);
          }
        }
      }
    }
  }
});

t.test('every exchange of two different symbols is refused', async (t) => {
  for (const key of keys.slice(1)) {
    for (const a of places) {
      for (const b of places.slice(a + 1).filter((b) => key[a] !== key[b])) {
        const parsed = parseAuthenticationKey(withSymbols(key, [a, key[b]!], [b, key[a]!]));
        if (parsed.ok) t.fail(`${a} and ${b} of ${key}`);
      }
    }
  }
});

t.test('no group is suspected where more than one symbol must be wrong', async (t) => {
  const key = keys[1] as AuthenticationKey;
  t.same(parseAuthenticationKey(withSymbols(key, [0, 'U'], [1, '*'])), {
    ok: false,
    reason: 'symbol',
    suspectGroup: null,
  });
  t.equal(key[5], '0');
  t.same(
    parseAuthenticationKey(withSymbols(key, [1, 'U'], [5, 'U'])),
    { ok: false, reason: 'symbol', suspectGroup: null },
    'one of two unreadable symbols happens to be the 0 that it is read as',
  );
  const [a, b] = [key[3] === '7' ? '8' : '7', '漢'];
  t.same(parseAuthenticationKey(withSymbols(key, [3, a], [9, b])), { ok: false, reason: 'symbol', suspectGroup: null });
  // The same error twice: the plain sum stays right, so that no single error can explain it.
  const shifted = (place: number) => symbols[symbols.indexOf(key[place]!) ^ 5]!;
  t.same(parseAuthenticationKey(withSymbols(key, [3, shifted(3)], [20, shifted(20)])), {
    ok: false,
    reason: 'check',
    suspectGroup: null,
  });
});

t.test('a guarantee number is printed in four parts and ends in its check digit', async (t) => {
  const number = guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 123 });
  t.equal(number, '12-08-0000123-3');
  t.equal(issuerPrefixOf(number), '12');
  t.equal(guaranteeNumberOf({ issuerPrefix: '01', fiscalYear: 2019, serial: 9_999_999 }).slice(0, 13), '01-01-9999999');
  for (const wrong of [
    { serial: 0 },
    { serial: 10_000_000 },
    { serial: 1.5 },
    { fiscalYear: 2018 },
    { issuerPrefix: '1' },
  ]) {
    t.throws(() => guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 1, ...wrong }), RangeError);
  }
});

t.test('a guarantee number is read in any width, with any hyphens or none', async (t) => {
  for (const text of [
    '120800001233',
    '１２－０８－００００１２３－３',
    '12ー08ー0000123ー3',
    ' 12−08‐0000123–3 ',
    '12 08 0000123 3',
  ]) {
    t.equal(parseGuaranteeNumber(text), '12-08-0000123-3', text);
  }
  for (const text of [
    '',
    '12-08-0000123-4',
    '12-08-0000123',
    '12-08-0000123-33',
    '12-00-0000123-7',
    '12-08-0000000-8',
    '1２-08-000O123-3',
  ]) {
    t.equal(parseGuaranteeNumber(text), null, text);
  }
  t.ok(isGuaranteeNumber('12-08-0000123-3'));
  t.notOk(isGuaranteeNumber('120800001233'), 'only the printed form is canonical');
});

t.test('every wrong digit and every exchange of neighbours in a guarantee number is refused', async () => {
  const numbers = fc.record({
    issuerPrefix: fc.stringMatching(/^[0-9]{2}$/),
    fiscalYear: fc.integer({ min: 2019, max: 2117 }),
    serial: fc.integer({ min: 1, max: 9_999_999 }),
  });
  fc.assert(
    fc.property(numbers, (parts) => {
      const number = guaranteeNumberOf(parts);
      const digits = ungrouped(number);
      const others = [...digits].flatMap((digit, i) => [
        ...[...'0123456789'].filter((other) => other !== digit).map((other) => withSymbols(digits, [i, other])),
        ...(i > 0 && digits[i - 1] !== digit ? [withSymbols(digits, [i - 1, digit], [i, digits[i - 1]!])] : []),
      ]);
      return parseGuaranteeNumber(digits) === number && others.every((other) => parseGuaranteeNumber(other) === null);
    }),
    { numRuns: Math.min(runs.numRuns, 1000) },
  );
});

t.test('an orderer is known by its public code, or by one of our own for the State', async (t) => {
  const real = ['203629', '010006', '011002', '070009', '131016', '212016', '242012', '432041', '471003', '074021'];
  for (const code of real) t.equal(parseOrdererCode(code), code);
  t.equal(parseOrdererCode(' ２０３６２９ '), '203629');
  t.equal(parseOrdererCode('ｋーmlit01'), 'K-MLIT01');
  t.equal(parseOrdererCode('K-NEXCO123'), 'K-NEXCO123');
  for (const text of [
    '203620',
    '20362',
    '2036290',
    '000001',
    '480002',
    'K-ABC',
    'K-ABCDEFGHI',
    'K-ABſD',
    'KMLIT01',
    '',
  ]) {
    t.equal(parseOrdererCode(text), null, text);
  }
});

t.test('every wrong digit in the code of 富士見町 is refused', async (t) => {
  const missed = [...'203629'].flatMap((digit, i) =>
    [...'0123456789'].filter(
      (other) => other !== digit && parseOrdererCode(withSymbols('203629', [i, other])) !== null,
    ),
  );
  t.same(missed, []);
});

t.test('to every five digits of a prefecture belongs one check digit, and every other is refused', async () => {
  const bodies = fc.integer({ min: 1000, max: 47_999 }).map((n) => String(n).padStart(5, '0'));
  fc.assert(
    fc.property(bodies, (body) => {
      const accepted = [...'0123456789'].filter((digit) => parseOrdererCode(body + digit) === body + digit);
      const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (6 - i), 0);
      // With the check digit the weighted sum leaves nothing over 11; or 1, where two remainders share the digits 0 and 1.
      return accepted.length === 1 && [0, 1].includes((sum + Number(accepted[0])) % 11);
    }),
    runs,
  );
});

t.test('every dash, space and full-width sign of a Japanese keyboard is made plain', async (t) => {
  for (const dash of '-‐‑‒–—―⁃−〜～ーｰ－﹘﹣─')
    t.equal(toHalfWidth(`１${dash}２`), '1-2', `U+${dash.codePointAt(0)!.toString(16)}`);
  for (const space of ' \u3000\u00a0\u2003\u2009\u202f\t\n') t.equal(compact(`１${space}２`), '12');
  t.equal(ungrouped('\ufeffＡ\u200bｂ－１２'), 'Ab12', 'what cannot be seen is dropped');
  t.equal(toHalfWidth('！＂（）＊＋，．／０９：＠Ａｚ｛｝'), '!"()*+,./09:@Az{}');
});

t.test('a bank is written full-width', async (t) => {
  t.equal(toFullWidth('○○銀行 ××支店'), '○○銀行　××支店');
  t.equal(toFullWidth('ﾊﾟﾝﾀﾞ信用金庫(ｳﾞｪｰﾙ) No.1-2 ~'), 'パンダ信用金庫（ヴェール）　Ｎｏ．１－２　～');
  t.equal(toFullWidth('ﾞｱﾞ'), '゛ア゛', 'a mark that combines with nothing stays');
  t.equal(toFullWidth('\ufa10本支店　髙﨑'), '\ufa10本支店　髙﨑', 'names keep every registered form');
  const again = (text: string) => toFullWidth(toFullWidth(text)) === toFullWidth(text);
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), again), runs);
});

function withSymbols(text: string, ...changes: [place: number, symbol: string][]): string {
  const signs = [...text];
  for (const [place, symbol] of changes) signs[place] = symbol;
  return signs.join('');
}
