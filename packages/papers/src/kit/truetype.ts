/** Tables that a font within a PDF has, in the order of their tags; the three of hinting are copied where they exist. */
const embeddedTables = ['cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep'];

const component = { wordArguments: 0x1, scale: 0x8, more: 0x20, twoScales: 0x40, matrix: 0x80 };

/** A TrueType file cut into its tables, from which glyphs are copied without being decoded. */
export class TrueTypeFile {
  readonly #tables: ReadonlyMap<string, Buffer>;
  readonly #places: ArrayLike<number>;

  constructor(file: Buffer) {
    this.#tables = tablesOf(file);
    this.#places = placesOf(this.#table('loca'), this.#table('head').readInt16BE(50));
  }

  /** A font of these glyphs in this order, and of whatever they are composed of. */
  subset(glyphs: readonly number[]): Buffer {
    const members = [...glyphs];
    const outlines: Buffer[] = [];
    const offsets = [0];
    for (let i = 0; i < members.length; i++) {
      const outline = this.#outline(members[i]!, (part) => placeOf(part, members));
      outlines.push(outline);
      offsets.push(offsets[i]! + outline.length);
    }
    return fileOf(
      new Map([
        ...[...this.#tables].filter(([tag]) => embeddedTables.includes(tag)),
        ['glyf', Buffer.concat(outlines)],
        ['loca', words32(offsets)],
        ['hmtx', Buffer.concat(members.map((glyph) => this.#metrics(glyph)))],
        ['head', patched(this.#table('head'), { 8: 0, 10: 0, 50: 1 })],
        ['hhea', patched(this.#table('hhea'), { 34: members.length })],
        ['maxp', patched(this.#table('maxp'), { 4: members.length })],
      ]),
    );
  }

  /** A glyph's outline, its parts renumbered, at a length that keeps the next one aligned. */
  #outline(glyph: number, renumbered: (part: number) => number): Buffer {
    const outline = this.#table('glyf').subarray(this.#places[glyph], this.#places[glyph + 1]);
    const copy = Buffer.alloc(aligned(outline.length));
    outline.copy(copy);
    if (outline.length === 0 || outline.readInt16BE(0) >= 0) return copy;
    for (let at = 10, flags = component.more; flags & component.more; ) {
      flags = outline.readUInt16BE(at);
      copy.writeUInt16BE(renumbered(outline.readUInt16BE(at + 2)), at + 2);
      at += 4 + (flags & component.wordArguments ? 4 : 2);
      at += flags & component.scale ? 2 : flags & component.twoScales ? 4 : flags & component.matrix ? 8 : 0;
    }
    return copy;
  }

  /** Advance and left bearing; the last glyphs of a font may share the advance of one before them. */
  #metrics(glyph: number): Buffer {
    const [metrics, count] = [this.#table('hmtx'), this.#table('hhea').readUInt16BE(34)];
    if (glyph < count) return metrics.subarray(glyph * 4, glyph * 4 + 4);
    const bearing = count * 4 + (glyph - count) * 2;
    return Buffer.concat([metrics.subarray(count * 4 - 4, count * 4 - 2), metrics.subarray(bearing, bearing + 2)]);
  }

  #table(tag: string): Buffer {
    return this.#tables.get(tag)!;
  }
}

function placeOf(glyph: number, members: number[]): number {
  const place = members.indexOf(glyph);
  return place < 0 ? members.push(glyph) - 1 : place;
}

function tablesOf(file: Buffer): Map<string, Buffer> {
  const records = Array.from({ length: file.readUInt16BE(4) }, (_, i) => file.subarray(12 + i * 16, 28 + i * 16));
  return new Map(
    records.map((record) => {
      const [offset, length] = [record.readUInt32BE(8), record.readUInt32BE(12)];
      return [record.toString('latin1', 0, 4), file.subarray(offset, offset + length)];
    }),
  );
}

function placesOf(loca: Buffer, format: number): ArrayLike<number> {
  if (format === 0) return Uint32Array.from({ length: loca.length / 2 }, (_, i) => loca.readUInt16BE(i * 2) * 2);
  return Uint32Array.from({ length: loca.length / 4 }, (_, i) => loca.readUInt32BE(i * 4));
}

function fileOf(tables: Map<string, Buffer>): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = Math.floor(Math.log2(sorted.length));
  const header = Buffer.alloc(12 + 16 * sorted.length);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(sorted.length, 4);
  header.writeUInt16BE(16 << power, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE(16 * (sorted.length - (1 << power)), 10);
  const bodies = sorted.map(([, table]) => Buffer.concat([table, Buffer.alloc(aligned(table.length) - table.length)]));
  let offset = header.length;
  sorted.forEach(([tag, table], i) => {
    const at = 12 + 16 * i;
    header.write(tag, at, 'latin1');
    header.writeUInt32BE(checksum(bodies[i]!), at + 4);
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(table.length, at + 12);
    offset += bodies[i]!.length;
  });
  return Buffer.concat([header, ...bodies]);
}

/** A copy of a table with 16-bit words set at the given offsets. */
function patched(table: Buffer, changes: Record<number, number>): Buffer {
  const copy = Buffer.from(table);
  for (const [at, word] of Object.entries(changes)) copy.writeUInt16BE(word, Number(at));
  return copy;
}

function words32(values: readonly number[]): Buffer {
  const words = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    words.writeUInt32BE(value, i * 4);
  });
  return words;
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let i = 0; i < table.length; i += 4) sum = (sum + table.readUInt32BE(i)) >>> 0;
  return sum;
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}
