import type { PageContent } from '@e-surety/service-kit/pages';

/** What a page's handler answers with. */
export type PageAnswer =
  /** `embeds`: a file of ours stands in the page. */
  | (PageContent & { status?: number; embeds?: boolean })
  /** On to another page; `told` is said there once. */
  | { seeOther: string; told?: string }
  /** A file of the API, handed on as it is. */
  | { file: FileAnswer }
  /** For our own scripts. */
  | { json: unknown; status?: number };

export interface FileAnswer {
  content: ArrayBuffer | Buffer | string;
  mediaType: string;
  disposition: string;
  headers?: Readonly<Record<string, string>>;
}

/** To another page: a reload there sends no form again. */
export const seeOther = (path: string, told?: string): PageAnswer => ({
  seeOther: path,
  ...(told !== undefined && { told }),
});
