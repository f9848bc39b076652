/** A form as a browser sends it: each field with its text, or with several. */
export type TypedForm = Readonly<Record<string, string | readonly string[]>>;

/** A field as it was typed; empty where the form had none. */
export function typedIn(form: TypedForm, name: string): string {
  const value = form[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}

/** Boxes of one name that were checked. */
export function checkedIn(form: TypedForm, name: string): readonly string[] {
  const value = form[name] ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** Empty is an answer: nothing. */
export function typedOrNull(form: TypedForm, name: string): string | null {
  const text = typedIn(form, name);
  return text.trim() === '' ? null : text;
}
