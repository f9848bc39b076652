/** Where somebody was going: a page of ours, else the first one. Another site's address would be no help but a trap. */
export function ownPath(typed: string): string {
  if (!/^\/(?![/\\])[^\s\\]*$/u.test(typed)) return '/';
  const { origin, pathname, search } = new URL(typed, 'https://own.invalid');
  return origin === 'https://own.invalid' && !pathname.startsWith('//') ? `${pathname}${search}` : '/';
}
