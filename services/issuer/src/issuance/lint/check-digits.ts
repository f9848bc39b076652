/** The quasigroup of H. M. Damm, row after row; a number whose check digit is right leads back to 0. */
const table = '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';

export function isDammNumber(digits: string): boolean {
  let row = 0;
  for (const digit of digits) row = Number(table.charAt(row * 10 + Number(digit)));
  return row === 0;
}

/** 全国地方公共団体コード: weights 6 to 2, remainder of 11. */
export function isPublicBodyCode(code: string): boolean {
  if (!/^\d{6}$/.test(code)) return false;
  const [a, b, c, d, e, check] = Array.from(code, Number) as [number, number, number, number, number, number];
  const remainder = (6 * a + 5 * b + 4 * c + 3 * d + 2 * e) % 11;
  const expected = remainder === 0 ? 1 : remainder === 1 ? 0 : 11 - remainder;
  const prefecture = 10 * a + b;
  return check === expected && prefecture >= 1 && prefecture <= 47;
}
