import { currencyOf } from '../amount.ts';
import { referencesOf } from '../names/references.ts';
import { UNITS } from '../parser/words.ts';
import { unitFits } from './number-place.ts';
import type { Asked, Proposal } from './proposal.ts';

/** The time units behind `/`; with it where it is still to be written. */
export function unitProposals(asked: Asked, sign: '' | '/'): readonly Proposal[] {
  if (sign === '/' && hasUnit(asked)) return [];
  if (isPlain(asked) || changesDriver(asked) || !unitFits(asked, `${sign}month`, 'PerUnit')) return [];
  return UNITS.map((unit) => ({
    label: `${sign}${unit}`,
    kind: 'unit',
    snippet: `${sign}${unit}`,
    detail: `per ${unit}`,
  }));
}

/** True behind a number that has a unit: per month and month is nothing that anybody counts. */
function hasUnit({ place: { before } }: Asked): boolean {
  const [sign, unit] = before.slice(-2).map(({ image }) => image);
  return UNITS.includes(unit ?? '') && (sign === '/' || sign === 'per');
}

/** True in fields whose numbers have no unit. */
const isPlain = ({ place: { before } }: Asked): boolean => PLAIN.has(before[0]?.image ?? '');

const PLAIN = new Set(['cycle', 'attention', 'season', 'open', 'target']);

/** True for the number of a driver that others go by: with another unit it would fit nowhere any more. */
function changesDriver({ program, place: { before } }: Asked): boolean {
  const [word, name] = before.map(({ image }) => image);
  if (word !== 'driver' || name === undefined) return false;
  return referencesOf(program, { kind: 'driver', name }).some(({ isDeclaration }) => !isDeclaration);
}

/** The model's currency behind an amount that has none. */
export function currencyProposals(asked: Asked): readonly Proposal[] {
  const code = currencyOf(asked.program);
  if (isPlain(asked) && asked.place.before[0]?.image !== 'target') return [];
  const isAmount = !unitFits(asked, '', 'NumberLiteral') && unitFits(asked, code, 'NumberLiteral');
  return isAmount ? [{ label: code, kind: 'unit', snippet: code, detail: "the model's currency" }] : [];
}
