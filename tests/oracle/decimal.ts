/** Exact work on decimals as text (`12000`, `0.05`): a respelled number must not be rounded twice. */

/** The plain digits of a finite number of 0 or more, without an exponent. */
export function decimalOf(value: number): string {
  return trimmed(value < 1e-3 ? value.toFixed(16) : String(value));
}

/** The decimal with its point moved right by `by` digits (left where negative). */
export function shifted(text: string, by: number): string {
  const { digits, scale } = parts(text);
  return joined(digits, scale - by);
}

/** The decimal times a whole number. */
export function multiplied(text: string, factor: number): string {
  const { digits, scale } = parts(text);
  return joined(digits * BigInt(factor), scale);
}

/** The sum of decimals. */
export function added(a: string, b: string): string {
  const [x, y] = [parts(a), parts(b)];
  const scale = Math.max(x.scale, y.scale);
  return joined(x.digits * 10n ** BigInt(scale - x.scale) + y.digits * 10n ** BigInt(scale - y.scale), scale);
}

/** How many digits a decimal has, on both sides of the point. */
export function lengthOf(text: string): number {
  return text.replace('.', '').length;
}

function parts(text: string): { digits: bigint; scale: number } {
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function joined(digits: bigint, scale: number): string {
  if (scale <= 0) return String(digits * 10n ** BigInt(-scale));
  const padded = String(digits).padStart(scale + 1, '0');
  return trimmed(`${padded.slice(0, -scale)}.${padded.slice(-scale)}`);
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
