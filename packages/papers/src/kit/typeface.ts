import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { TrueTypeFile } from './truetype.js';

/** A glyph as pdfkit wants it; `id` is our own, one for each written character. */
interface Glyph {
  id: number;
  index: number;
  advanceWidth: number;
  codePoints: number[];
  missing: boolean;
}

/** What the font has for a character. */
interface Drawing {
  id: number;
  advanceWidth: number;
}

/** Printed for a character that the font lacks: the geta, where the font has one. The text behind it stays the character itself. */
const substitutes = ['〓', '?'];

/** A character with the marks and variation selectors that belong to it. */
const characters = /\P{M}\p{M}*|\p{M}/gsu;
const marks = /\p{M}/u;
/** Only behind a base: one that stands alone is a character like any other. */
const variationSelector = /(?<=.)[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]$/su;

/**
 * A font file, parsed once and shared by all documents: what pdfkit takes for a font of fontkit.
 *
 * Two characters may share one drawing (U+2011 and the hyphen, U+2003 and U+3000), and fontkit remembers only the first of
 * them that a process has met. Here each written character has a glyph of its own, so that every name is copied and
 * searched exactly as it was written, whatever was printed before.
 */
export class Typeface {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly italicAngle: number;
  readonly bbox: object;
  readonly post: object;
  readonly head: object;
  readonly 'OS/2': object;
  readonly #font: Font;
  readonly #file: TrueTypeFile;
  readonly #substitute: Drawing[];
  readonly #variations: ReadonlyMap<string, number>;
  /** The first is the font's .notdef, which every subset begins with and no text uses. */
  readonly #glyphs: Glyph[] = [{ id: 0, index: 0, advanceWidth: 0, codePoints: [], missing: true }];
  readonly #written = new Map<string, readonly Glyph[]>();

  constructor(path: string) {
    const file = readFileSync(path);
    const font = create(file);
    this.#file = new TrueTypeFile(file);
    this.#font = font;
    this.#variations = variationsOf(font);
    this.#substitute = substitutes.map((each) => this.#drawings(each)).find((drawn) => drawn !== null)!;
    this.postscriptName = font.postscriptName;
    this.unitsPerEm = font.unitsPerEm;
    this.ascent = font.ascent;
    this.descent = font.descent;
    this.lineGap = font.lineGap;
    this.capHeight = font.capHeight;
    this.xHeight = font.xHeight;
    this.italicAngle = font.italicAngle;
    this.bbox = font.bbox;
    this.post = font.post;
    this.head = font.head;
    this['OS/2'] = font['OS/2'];
  }

  widthOf(text: string, size: number): number {
    let units = 0;
    for (const glyph of this.#run(text)) units += glyph.advanceWidth;
    return (units * size) / this.unitsPerEm;
  }

  /** The characters of a text that the font has no drawing for. */
  missingIn(text: string): string[] {
    const missing = this.#run(text).filter((glyph) => glyph.missing);
    return missing.map(({ codePoints }) => String.fromCodePoint(...codePoints));
  }

  layout(text: string) {
    const glyphs = this.#run(text);
    const positions = glyphs.map((glyph) => ({ xAdvance: glyph.advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }));
    return { glyphs, positions, advanceWidth: glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0) };
  }

  getGlyph(id: number): Glyph {
    return this.#glyphs[id]!;
  }

  createSubset() {
    const members = [0];
    const places = new Map<number, number>();
    return {
      includeGlyph: (id: number): number => {
        const known = places.get(id);
        if (known !== undefined) return known;
        const place = members.push(this.#glyphs[id]!.index) - 1;
        places.set(id, place);
        return place;
      },
      encode: () => this.#file.subset(members),
    };
  }

  #run(text: string): Glyph[] {
    const run: Glyph[] = [];
    for (const character of marks.test(text) ? text.match(characters)! : text) {
      for (const glyph of this.#glyphsFor(character)) run.push(glyph);
    }
    return run;
  }

  #glyphsFor(character: string): readonly Glyph[] {
    const known = this.#written.get(character);
    if (known) return known;
    const drawn = this.#drawings(character);
    const drawings = drawn ?? this.#substitute;
    const codePoints = [...character].map((each) => each.codePointAt(0)!);
    const glyphs = drawings.map(({ id, advanceWidth }, i) => ({
      id: this.#glyphs.length + i,
      index: id,
      advanceWidth,
      codePoints: codePoints.slice(i, i === drawings.length - 1 ? undefined : i + 1),
      missing: drawn === null,
    }));
    this.#glyphs.push(...glyphs);
    this.#written.set(character, glyphs);
    return glyphs;
  }

  /** One drawing for か followed by U+3099 as for が, one for a base with its variation selector; else one for each code point. */
  #drawings(character: string): Drawing[] | null {
    const has = (text: string) => [...text].every((each) => this.#font.hasGlyphForCodePoint(each.codePointAt(0)!));
    if (variationSelector.test(character)) {
      const variation = this.#variations.get(character);
      const base = character.replace(variationSelector, '');
      // A variation that the font does not know is printed as its base, as Unicode wants it.
      return variation === undefined ? this.#drawings(base) : [this.#font.getGlyph(variation)];
    }
    const composed = character.length > 1 ? character.normalize('NFC') : character;
    const drawn = [...composed].length === 1 && has(composed) ? composed : character;
    return has(drawn) ? this.#font.glyphsForString(drawn) : null;
  }
}

/** 葛 with U+E0100 and the like, and their glyphs. Read from the font's own table, since fontkit finds only some of them. */
function variationsOf({ cmap }: Font): Map<string, number> {
  const table = cmap.tables.find((each) => each.table.version === 14)?.table;
  const variations = (table?.varSelectors.toArray() ?? []).flatMap(({ varSelector, nonDefaultUVS }) =>
    (nonDefaultUVS ?? []).map(
      ({ unicodeValue, glyphID }) => [String.fromCodePoint(unicodeValue, varSelector), glyphID] as const,
    ),
  );
  return new Map(variations);
}
