/**
 * What Japanese keyboards type, made plain. For numbers, amounts, days and keys only:
 * names are stored, signed and shown exactly as received and never pass through here.
 */

/** Hyphens, dashes, minus signs, tildes and the long vowel marks that are typed for them. NFKC leaves most of these alone. */
const dashes =
  /[\u002d\u00ad\u02d7\u2010-\u2015\u2043\u2053\u207b\u208b\u2212\u2500\u2501\u2e3a\u2e3b\u301c\u3030\u30fc\ufe31\ufe32\ufe58\ufe63\uff0d\uff5e\uff70~]/gu;
const spaces = /[\s\u0085\u180e\u2800\u3164\uffa0]/gu;
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** Full-width letters, digits and signs become half-width, every dash `-`, every space ` `; what cannot be seen is dropped. */
export function toHalfWidth(text: string): string {
  return text
    .replace(invisible, '')
    .replace(dashes, '-')
    .replace(spaces, ' ')
    .replace(/[\uff01-\uff5e]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** As {@link toHalfWidth}, without any space. */
export function compact(text: string): string {
  return toHalfWidth(text).replaceAll(' ', '');
}

/** As {@link compact}, without any dash: what remains of a number or key that is printed in groups. */
export function ungrouped(text: string): string {
  return compact(text).replaceAll('-', '');
}

/** `a` to `z` only: `toUpperCase` would also make letters of what nobody meant as one (ſ, ı, ß). */
export function upperCase(text: string): string {
  return text.replace(/[a-z]/gu, (letter) => letter.toUpperCase());
}

const halfWidthKana = '｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ';
const fullWidthKana =
  '。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜';
const voiced = new Map([
  ...pairs('ウカキクケコサシスセソタチツテトハヒフヘホワヲ', 'ヴガギグゲゴザジズゼゾダヂヅデドバビブベボヷヺ', 'ﾞ'),
  ...pairs('ハヒフヘホ', 'パピプペポ', 'ﾟ'),
]);

/** For 預託金融機関(全角): half-width input is converted, not refused. What is full-width already stays as it is. */
export function toFullWidth(text: string): string {
  return text
    .replace(/[｡-ﾝ][ﾞﾟ]?|[ﾞﾟ]/gu, (kana) => {
      const [base, mark] = [...kana].map((sign) => fullWidthKana[halfWidthKana.indexOf(sign)]!);
      return mark === undefined ? base! : (voiced.get(base! + kana[1]) ?? base! + mark);
    })
    .replace(/[\u0021-\u007e]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000')
    .replaceAll('\u00a5', '￥');
}

function pairs(bases: string, combined: string, mark: string): [string, string][] {
  return [...bases].map((base, i) => [base + mark, combined[i]!]);
}
