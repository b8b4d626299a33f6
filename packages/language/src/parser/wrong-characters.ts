/** What to say of characters that begin no token: that the number of a sign is missing, or stands apart, else that they are to go. */
export function aboutCharacters(text: string, start: number, end: number): string {
  const found = text.slice(start, end);
  return aboutSign(found, text, start) ?? tooMuch(found);
}

function tooMuch(found: string): string {
  const shown = /^[\p{L}\p{P}\p{S}\p{N}]+$/u.test(found) && found.length <= 20 ? ` \`${found}\`` : '';
  return found.length === 1
    ? `This character${shown} cannot stand here: remove it.`
    : `These characters${shown} cannot stand here: remove them.`;
}

/** Of a number that ends with its point, and the sign that may follow. */
export const aboutEndingPoint = (whole: string, sign = ''): string =>
  `A number has digits on both sides of its point: write \`${whole}${sign}\` or \`${whole}.0${sign}\`.`;

/** Of a percent or money sign by itself: where its number stands, or that it is missing. */
function aboutSign(sign: string, text: string, offset: number): string | undefined {
  if (!SIGNS.test(sign)) return undefined;
  const before = lineBefore(text, offset);
  const number = NUMBER_BEFORE.exec(before)?.[1];
  if (sign === '%' && number !== undefined) return `\`%\` stands right behind its number: write \`${number}%\`.`;
  const whole = sign === '%' ? POINT_BEFORE.exec(before)?.[1] : undefined;
  if (whole !== undefined) return aboutEndingPoint(whole, '%');
  if (!EXPECTS_NUMBER.test(before)) return undefined;
  const after = NUMBER_BEHIND.exec(text.slice(offset + 1, offset + 1 + LONGEST))?.[1];
  const written = sign === '%' ? `${after ?? 4}%` : `${sign}${after ?? '12,000'}`;
  const place = sign === '%' ? 'before' : 'behind';
  if (after === undefined) return `A number is missing ${place} \`${sign}\`: write it, such as \`${written}\`.`;
  return `\`${sign}\` stands right ${sign === '%' ? 'behind' : 'before'} its number: write \`${written}\`.`;
}

const SIGNS = /^[%$€£¥]$/;
const LONGEST = 30;
const NUMBER_BEFORE = /(?:^|[^\w.,%])(\d(?:[\d.,_]*\d)?)[ \t]+$/;
const POINT_BEFORE = /(?:^|[^\w.,%])(\d(?:[\d,_]*\d)?)\.$/;
const NUMBER_BEHIND = /^[ \t]*(\d(?:[\d.,_]*\d)?[kKMB]?)(?![\w.,%])/;

/** The end of a line where a number comes next: behind a field's words, an operator, a comma or a word before a number. */
const EXPECTS_NUMBER =
  /(?:\b(?:conversion|converting|rate|size|volume|capacity|closers|cost|quota|cycle|attention|to|by|growing|at|start)|\b(?:driver|touch|contraction|season)[ \t]+\w+(?:[ \t]+"[^"]*")?|[-+*/(,<>=])[ \t]*$/;

/** What stands before an offset on its line, as far as it matters. */
function lineBefore(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - 200), offset);
  return near.slice(Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\r')) + 1);
}
