const mostValues = 5_000;

/** Whether a value holds no more values than somebody would want all the errors of. Looks at no more of it than that. */
export function isOfHumanSize(value: unknown): boolean {
  let left = mostValues;
  const open = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null) continue;
    for (const member in one) {
      left -= 1;
      if (left < 0) return false;
      open.push((one as Record<string, unknown>)[member]);
    }
  }
  return true;
}
