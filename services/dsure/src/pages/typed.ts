/** A field of a form as it was typed; empty where the form had none. */
export function typedIn(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

/** A name as it may be kept: something visible, nothing that controls. */
export function isName(text: string): boolean {
  return text.length <= 120 && /\S/u.test(text) && !/[\p{Cc}\p{Cs}]/u.test(text);
}

export function isFreeText(text: string): boolean {
  return text.length <= 2000 && !/[\p{Cs}]|(?![\n\r\t])\p{Cc}/u.test(text);
}
