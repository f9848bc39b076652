import PDFDocument from 'pdfkit';
import { faces, face as typeface } from './faces.js';
import { type Box, Misprint, TakenSpace } from './misprint.js';
import { frameInsets, margin, page } from './page.js';
import { type Line, setText } from './setting.js';
import { colours, type Style, styles, widthOf } from './style.js';

export type Align = 'left' | 'center' | 'right';

/** Options of a structure element that pdfkit knows; its types lag behind. */
type ElementOptions = PDFKit.Mixins.StructureElementOptions & {
  scope?: 'Row' | 'Column';
  bbox?: [left: number, top: number, right: number, bottom: number];
};

/**
 * Pages of A4, filled from the top: `y` is where the next thing goes, in points from the upper edge. What is written within
 * {@link tagged} is part of the document's structure, in reading order; what is drawn is decoration.
 */
export class Sheet {
  readonly left = margin.side;
  readonly width = page.width - 2 * margin.side;
  readonly right = page.width - margin.side;
  readonly bottom = page.height - margin.bottom;
  y = margin.top;
  readonly pdf: PDFKit.PDFDocument;
  readonly #bytes: Promise<Uint8Array>;
  readonly #runningHead: string;
  readonly #framed: boolean;
  readonly #taken = new TakenSpace();
  readonly #missing = new Set<string>();
  #element: PDFKit.PDFStructureElement;

  constructor(paper: { title: string; createdAt: Date; framed?: boolean }) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      font: '',
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      tagged: true,
      lang: 'ja-JP',
      displayTitle: true,
      bufferPages: true,
      info: {
        Title: paper.title,
        CreationDate: paper.createdAt,
        Creator: 'e-Surety',
        Producer: 'e-Surety',
      },
    });
    for (const name of faces) this.pdf.registerFont(name, typeface(name) as never);
    this.#runningHead = paper.title;
    this.#bytes = collect(this.pdf);
    this.#element = this.pdf.struct('Document');
    this.pdf.addStructure(this.#element);
    this.#framed = paper.framed ?? false;
    this.#drawFrame();
  }

  /** Puts what `write` writes into a structure element, `P` or `Table` for instance. */
  tagged<T>(type: string, write: () => T, options: ElementOptions = {}): T {
    const parent = this.#element;
    this.#element = this.pdf.struct(type, options);
    parent.add(this.#element);
    const result = write();
    this.#element.end();
    this.#element = parent;
    return result;
  }

  /** Prints one line into a box that begins at `x`, `y`. */
  print(line: Line, x: number, y: number, measure: number, align: Align = 'left'): void {
    if (line.text.trim() === '') return;
    const width = widthOf(line.text.trimEnd(), line.style);
    if (width > measure + 0.01) throw new Misprint(`wider than its box by ${(width - measure).toFixed(1)} points`);
    const shift = { left: 0, center: (measure - width) / 2, right: measure - width }[align];
    const { size, leading, colour, face } = line.style;
    const top = y + (leading - size) / 2;
    this.#taken.take({ x: x + shift, y: top, width, height: size });
    for (const character of typeface(face).missingIn(line.text)) this.#missing.add(character);
    this.#element.add(() => {
      this.pdf.font(face, size).fillColor(colour);
      this.pdf.text(line.text, x + shift, top + 0.88 * size, { lineBreak: false, baseline: 'alphabetic' });
    });
  }

  /** Prints lines one under the other and says how high they are. */
  printAll(lines: readonly Line[], x: number, y: number, measure: number, align: Align = 'left'): number {
    let top = y;
    for (const line of lines) {
      this.print(line, x, top, measure, align);
      top += line.style.leading;
    }
    return top - y;
  }

  /** A paragraph over the whole width, continued on the next page if need be. */
  paragraph(text: string, style: Style = styles.body, type = 'P'): void {
    this.tagged(type, () => {
      for (const line of setText(text, style, this.width)) {
        this.need(style.leading);
        this.print(line, this.left, this.y, this.width);
        this.y += style.leading;
      }
    });
  }

  /** Goes to a new page unless `height` is left on this one. */
  need(height: number): void {
    if (this.y + height > this.bottom) this.newPage();
  }

  newPage(): void {
    this.pdf.addPage();
    this.#taken.turnPage();
    this.y = margin.top;
    this.#drawFrame();
    this.decorate(() => {
      this.#write(this.#runningHead, this.left, this.y, 'left');
      this.#stroke(this.left, this.y + 17, this.width, 0, 0.6, colours.accent);
    });
    this.y += 30;
  }

  rule(y: number, weight: number, colour: string, x = this.left, width = this.width): void {
    this.decorate(() => this.#stroke(x, y, width, 0, weight, colour));
  }

  /** 子持ち罫: a bold and a fine rule side by side, as under the title of a deed. */
  doubleRule(y: number): void {
    this.rule(y, 2.4, colours.accent);
    this.rule(y + 3.4, 0.5, colours.accent);
  }

  verticalRule(x: number, y: number, height: number, weight: number, colour: string): void {
    this.decorate(() => this.#stroke(x, y, 0, height, weight, colour));
  }

  fill(box: Box, colour: string): void {
    this.decorate(() => this.pdf.rect(box.x, box.y, box.width, box.height).fill(colour));
  }

  frame(box: Box, weight: number, colour: string): void {
    this.decorate(() => this.pdf.lineWidth(weight).rect(box.x, box.y, box.width, box.height).stroke(colour));
  }

  /** A picture, with the words for those who do not see it. */
  figure(box: Box, alt: string, draw: () => void): void {
    this.#taken.take(box);
    this.tagged('Figure', () => this.#element.add(draw), {
      alt,
      bbox: [box.x, box.y, box.x + box.width, box.y + box.height],
    });
  }

  /** Attaches a file, with what it is to the paper (PDF/A-3's AFRelationship). */
  attach(
    bytes: Buffer,
    file: { name: string; type: string; description: string; relationship: 'Source'; at: Date },
  ): void {
    const { at, ...options } = file;
    this.pdf.file(bytes, { ...options, creationDate: at, modifiedDate: at } as PDFKit.Mixins.PDFAttachmentOptions);
  }

  /** Numbers the pages where there is more than one, and closes the document. */
  finish(footer: string): Promise<Uint8Array> {
    this.#explainMissing();
    const { count } = this.pdf.bufferedPageRange();
    for (let i = 0; i < count; i++) {
      this.pdf.switchToPage(i);
      this.decorate(() => {
        const y = page.height - margin.bottom + 10;
        this.#write(footer, this.left, y, 'left');
        if (count > 1) this.#write(`${i + 1} / ${count}`, this.left, y, 'right');
      });
    }
    this.pdf.end();
    return this.#bytes;
  }

  /** Drawn for the eye only: no part of the structure. */
  decorate(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Says which characters a 〓 stands for, so that nobody takes it for what was written. */
  #explainMissing(): void {
    if (this.#missing.size === 0) return;
    const codes = [...this.#missing].map((each) => [...each].map(codePointName).join(' '));
    this.y += 8;
    this.paragraph(`〓は、印刷用の書体にない文字です（${codes.join('、')}）。`, styles.small);
  }

  #drawFrame(): void {
    if (!this.#framed) return;
    for (const [inset, weight] of [
      [frameInsets.outer, 1.6],
      [frameInsets.inner, 0.4],
    ] as const) {
      const box = { x: inset, y: inset, width: page.width - 2 * inset, height: page.height - 2 * inset };
      this.frame(box, weight, colours.accent);
    }
  }

  #write(text: string, x: number, y: number, align: 'left' | 'right'): void {
    const { face, size, colour } = styles.small;
    const shift = align === 'left' ? 0 : this.width - widthOf(text, styles.small);
    this.pdf.font(face, size).fillColor(colour);
    this.pdf.text(text, x + shift, y + size, { lineBreak: false, baseline: 'alphabetic' });
  }

  #stroke(x: number, y: number, dx: number, dy: number, weight: number, colour: string): void {
    this.pdf
      .lineWidth(weight)
      .moveTo(x, y)
      .lineTo(x + dx, y + dy)
      .stroke(colour);
  }
}

function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function collect(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pdf.on('error', reject);
  });
}
