import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';

/** Where a piece of text stands: from the lower left corner of its page, as high as its letters are. */
export interface TextBox {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface ReadPaper {
  /** The text of each page as a reader copies it. */
  pages: string[];
  /** All of it without white space, so that line breaks do not matter. */
  text: string;
  /** Pieces of text that are one run. */
  runs: string[];
  /** Page by page. */
  boxes: TextBox[][];
  title: string;
  language: string;
  attachments: { filename: string; content: Uint8Array }[];
  /** The structure in reading order: `Document`, `H1`, … and `#12` for the twelfth piece of content of a page. */
  structure: string[][];
}

interface Node {
  role?: string;
  type?: string;
  id?: string;
  children?: Node[];
}

/** Reads a paper back with the reader of a well-known browser. */
export async function readPaper(pdf: Uint8Array): Promise<ReadPaper> {
  const document = await getDocumentProxy(pdf.slice(), { verbosity: 0 });
  const { info } = (await document.getMetadata()) as unknown as { info: { Title: string; Language: string } };
  const attachments = (await document.getAttachments()) as Record<string, ReadPaper['attachments'][number]> | null;
  const paper: ReadPaper = {
    pages: [],
    text: '',
    runs: [],
    boxes: [],
    title: info.Title,
    language: info.Language,
    attachments: Object.values(attachments ?? {}),
    structure: [],
  };
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    const { items } = await page.getTextContent({ disableNormalization: true });
    const texts = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
    paper.pages.push(texts.join(''));
    paper.runs.push(...texts.map((text) => text.trim()));
    paper.boxes.push(items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [boxOf(item)] : [])));
    paper.structure.push(flatten((await page.getStructTree()) as Node));
  }
  paper.text = withoutSpace(paper.pages.join(''));
  return paper;
}

/** pdf.js tells the baseline and the size; letters rise some 0.88 of it above the baseline, and 0.12 hang below. */
function boxOf(item: { str: string; transform: number[]; width: number }): TextBox {
  const [, , , size, x, baseline] = item.transform as [number, number, number, number, number, number];
  return { text: item.str, x, y: baseline - 0.12 * size, width: item.width, height: size };
}

export function withoutSpace(text: string): string {
  return text.replace(/\s/gu, '');
}

/** The objects of a PDF as text, compressed streams opened. */
export function rawText(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString('latin1');
  return raw.replace(/(\/FlateDecode[\s\S]*?stream\n)([\s\S]*?)(\nendstream)/gu, (_, before, data, after) => {
    return before + inflateSync(Buffer.from(data, 'latin1')).toString('latin1') + after;
  });
}

function flatten(node: Node): string[] {
  if (node.type === 'content') return [`#${/mc(\d+)$/u.exec(node.id!)![1]}`];
  const children = (node.children ?? []).flatMap(flatten);
  return node.role === undefined || node.role === 'Root' ? children : [node.role, ...children];
}
