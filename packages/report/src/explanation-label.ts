import type { Derivation, Label } from '@upsell/engine';

/** What a number of a derivation is, in words: `revenue of tickets`, `driver accounts`, `workdays a month`. */
export function labelText({ label, op }: Pick<Derivation, 'label' | 'op'>): string {
  if (label.kind === 'term') return `${inPart(label)}${op === 'literal' ? 'number' : 'expression'}`;
  return label.kind === 'driver' ? `${inPart(label)}driver ${label.name}` : nameWithin(label);
}

/** The name of what has one; without what it has in common with what it stands in: `won`, in the revenue of tickets. */
export function nameWithin(label: Label, within?: Label): string {
  if (label.kind === 'term') return '';
  if (label.kind === 'constant') return label.name;
  const part = within?.part?.name === label.part?.name ? '' : inPart(label);
  return label.kind === 'driver' ? `${part}${label.name}` : `${part}${called(label)}${whose(label, within)}`;
}

type Named = Extract<Label, { kind: 'figure' | 'field' }>;

const inPart = ({ part }: Label): string => (part ? `${part.name}: ` : '');

function called({ name, of }: Named): string {
  if (name === 'queue' && of === undefined) return 'all queues';
  if (name === 'gated opened') return 'opened behind a gate';
  if (name === 'leverage opened') return 'opened from leverage';
  if (name === 'cycle in months') return 'cycle';
  return name === 'initiated opened' ? 'opened by customer or vendor' : name;
}

/** Which one of a list a number is, as people count them. */
function itemText({ name, item }: { readonly name: string; readonly item?: number }): string {
  if (item === undefined) return '';
  if (name === 'season') return ` in ${MONTHS[item - 1]}`;
  if (name === 'attention') return `, month ${item} of the fiscal quarter`;
  return item === 0 ? ', in the same month' : `, ${item} ${item === 1 ? 'month' : 'months'} later`;
}

const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function whose(label: Named, within: Label | undefined): string {
  const { of, touch, by, part } = label;
  const outer = within?.kind === 'figure' || within?.kind === 'field' ? within : undefined;
  const isSame = outer !== undefined && outer.of === of && outer.part?.name === part?.name;
  const names = [isSame ? undefined : of, isSame && outer.touch === touch ? undefined : touch];
  const name = names.filter((one) => one !== undefined).join('.');
  const side = by === undefined || (isSame && outer.by === by) ? '' : ` by ${by === 'unsaid' ? 'neither side' : by}`;
  const which = label.kind === 'field' && !isSame ? itemText(label) : '';
  return `${name === '' ? '' : ` of ${name}`}${side}${which}`;
}

/** The channel or part that a figure belongs to, or all of them together: what stands in one table. */
export const blockOf = (label: Label): string => `${label.part?.name ?? ''} ${('of' in label && label.of) || ''}`;
