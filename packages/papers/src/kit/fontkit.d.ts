/** The part of fontkit that the kit uses; the package brings no types. */
declare module 'fontkit' {
  export interface Font {
    postscriptName: string;
    unitsPerEm: number;
    ascent: number;
    descent: number;
    lineGap: number;
    capHeight: number;
    xHeight: number;
    italicAngle: number;
    bbox: object;
    post: object;
    head: object;
    'OS/2': object;
    cmap: { tables: { table: CharacterMap }[] };
    getGlyph(id: number): { id: number; advanceWidth: number };
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphsForString(text: string): { id: number; advanceWidth: number }[];
  }
  /** Format 14 lists the variations of characters; the other formats are left to fontkit. */
  export interface CharacterMap {
    version: number;
    varSelectors: {
      toArray(): { varSelector: number; nonDefaultUVS: { unicodeValue: number; glyphID: number }[] | null }[];
    };
  }
  export function create(file: Uint8Array): Font;
}
