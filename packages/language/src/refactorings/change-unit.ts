import { type Decimal, decimalText, type Fraction, readDecimal, timesFraction } from '../decimal.ts';
import { replace } from '../edits.ts';
import type { PerUnit, TimeUnit } from '../generated/ast.ts';
import { rangeOf } from '../tree.ts';
import { offer, type Refactoring } from './refactoring.ts';
import { isInCall, isSound, nodeIn, textAt } from './under-cursor.ts';

/** Writes a number in another unit of time, where it is exactly the same: `120/quarter` as `40/month`, or as `480/year`. */
export const changeUnit: Refactoring = (asked) => {
  const node = nodeIn<PerUnit>(asked, 'PerUnit');
  const literal = node?.value;
  const own = node && UNITS[node.unit as TimeUnit];
  if (!node || !literal || !own || !isSound(asked.analysis, 0, node)) return [];
  // `$5/month/quarter` has two units, and neither is that of a number alone.
  if (![node.$container, literal].every(({ $type }) => $type !== 'PerUnit')) return [];
  const [, before = '', digits = '', after = ''] = LITERAL.exec(textAt(asked, rangeOf(literal))) ?? [];
  const number = readDecimal(digits);
  if (!number || number.units === 0n || !/^(Number|Percent|Money)Literal$/.test(literal.$type)) return [];
  // Four digits are written as the others of the file are, and as the number itself is.
  const groups =
    !/^\d{4}/.test(digits) && /(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])/.test(asked.analysis.files[0]?.text ?? '');
  return Object.entries(UNITS).flatMap(([unit, other]) => {
    const same = unit === node.unit ? undefined : timesFraction(number, [own[0] * other[1], own[1] * other[0]]);
    if (!same || isLong(same)) return [];
    const isLarge = same.units >= (groups ? 1_000n : 10_000n) * 10n ** BigInt(same.decimals);
    const isGrouped = !isInCall(node) && (/[,kKMB]/.test(digits) || isLarge);
    const text = `${before}${decimalText(same, isGrouped)}${after}`;
    const edits = () => [
      replace(0, rangeOf(literal), text),
      replace(0, { start: rangeOf(node).end - node.unit.length, end: rangeOf(node).end }, unit),
    ];
    return [offer('refactor.rewrite', `Write \`${text}/${unit}\``, edits)];
  });
};

const LITERAL = /^([$€£¥]?)([\d.,_]+[kKMB]?)(%|\s*[A-Z]{3})?$/;

/** Nobody would write more digits behind the point than these. */
const isLong = (decimal: Decimal): boolean => (decimalText(decimal, false).split('.')[1]?.length ?? 0) > 4;

/** Per month (spec: language, 5). A month has its own number of workdays. */
const UNITS: Readonly<Partial<Record<TimeUnit, Fraction>>> = {
  day: [365n, 12n],
  week: [52n, 12n],
  month: [1n, 1n],
  quarter: [1n, 3n],
  year: [1n, 12n],
};
