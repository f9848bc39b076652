/** What may not begin a line (行頭禁則) and what may not end one (行末禁則). */
const neverFirst =
  /^[、。，．・：；？！゛゜ヽヾゝゞ々ー）〕］｝〉》」』】〙〗”’％℃°′″…‥‐‑–−〜～ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)\]},.:;!?%]/u;
const neverLast = /[（〔［｛〈《「『【〘〖“‘￥＄([{¥$№]$/u;

/** Words, numbers and addresses stay whole, and so does a number with its unit; everything else may break between characters. */
const pieces = /[\p{Script=Latin}\p{Nd}_@#&+=/~.,:'’*?!%-]+(?:[円年月日回号版条項]+)?|\P{M}\p{M}*|\p{M}/gsu;

const characters = /\P{M}\p{M}*|\p{M}/gsu;

/** Lines that are no wider than `width`. Put together again they are the text: spaces hang at the end of their line. */
export function breakLines(text: string, width: number, widthOf: (text: string) => number): string[] {
  return text.split(/\r\n|\r|\n/u).flatMap((paragraph) => breakParagraph(unbreakableIn(paragraph), width, widthOf));
}

function breakParagraph(units: string[], width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const add = (part: string) => {
    line += part;
    used += widthOf(part);
  };
  const turn = () => {
    if (line !== '') lines.push(line);
    [line, used] = ['', 0];
  };
  for (const unit of units) {
    const wanted = widthOf(unit.trimEnd());
    if (used + wanted > width) turn();
    if (wanted <= width) {
      add(unit);
      continue;
    }
    // Wider than a whole line: broken anywhere rather than cut.
    for (const character of unit.match(characters) ?? []) {
      if (used + widthOf(character.trimEnd()) > width) turn();
      add(character);
    }
  }
  return [...lines, line];
}

/** Joins to each piece what may not be parted from it. */
function unbreakableIn(paragraph: string): string[] {
  const units: string[] = [];
  for (const [piece] of paragraph.matchAll(pieces)) {
    const last = units.at(-1);
    if (last !== undefined && (neverFirst.test(piece) || neverLast.test(last) || piece.trim() === ''))
      units[units.length - 1] = last + piece;
    else units.push(piece);
  }
  return units;
}
