import { type ClosingKind, monthText } from '@upsell/engine';
import { currencyOf } from '../amount.ts';
import { CLOSING_TITLES, type ClosingRow, closingLines } from '../sample-closing.ts';
import { ownerSlot } from './model-facts.ts';
import { withOwner } from './owner-line.ts';
import { type Asked, type Proposal, slot } from './proposal.ts';

/** A whole closing model with `sample` numbers. */
export function closingProposal(asked: Asked, kind: ClosingKind): Proposal {
  const { owner, label } = USUAL[kind];
  const more = kind === 'original_ae' ? PART_TIME : [];
  const owners = ownerSlot(asked, 2, owner) ?? slot(2, owner);
  let last = 2;
  const written = (value: string) => slot(++last, value);
  const rows = closingLines(kind, owners, currencyOf(asked.program), { more, written }).slice(1, -1);
  const attention = kind === 'original_ae' ? [ATTENTION] : [];
  const decided = `  decided   ${slot(last + 1, monthText(asked.asOf))} "${slot(last + 2, CLOSING_TITLES[kind])}"`;
  const block = [`closing ${kind} {`, ...rows, ...attention, decided, '}'].join('\n');
  return {
    label: `closing ${kind}`,
    kind: 'block',
    snippet: asked.place.block === undefined ? withOwner(asked, owner, label, block) : block,
    detail: CLOSING_TITLES[kind],
    documentation: `${CLOSING_TITLES[kind]}. Its numbers are samples: put your own in their place.`,
  };
}

/** What is left of the time of those who also sell to others. */
const PART_TIME: readonly ClosingRow[] = [
  ['closers', '4'],
  ['capacity', '10/month'],
];
const ATTENTION = '  attention 100%, 70%, 30%';

const USUAL: Readonly<Record<ClosingKind, { readonly owner: string; readonly label: string }>> = {
  csm: { owner: 'success', label: 'Customer success lead' },
  upsell_ae: { owner: 'upsell_desk', label: 'Upsell AE' },
  original_ae: { owner: 'sales', label: 'Sales lead' },
};
