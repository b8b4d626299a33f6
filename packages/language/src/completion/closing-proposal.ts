import { type ClosingKind, monthText } from '@upsell/engine';
import { currencyOf } from '../amount.ts';
import { CLOSING_TITLES, closingLines } from '../sample-closing.ts';
import { ownerSlot } from './model-facts.ts';
import { withOwner } from './owner-line.ts';
import { type Asked, escaped, type Proposal, slot } from './proposal.ts';

/** A whole closing model with `sample` numbers. */
export function closingProposal(asked: Asked, kind: ClosingKind): Proposal {
  const { owner, label } = USUAL[kind];
  const lines = closingLines(kind, 'OWNER', currencyOf(asked.program));
  let index = 1;
  const rows = lines.slice(1, -1).map((line) => {
    const [, name = '', value = '', rest = ''] = /^(\s+\S+(?: \S+)?\s+)(\S+)(\s+sample)?$/.exec(line) ?? [];
    index++;
    return value === 'OWNER'
      ? `${name}${ownerSlot(asked, index, owner) ?? slot(index, owner)}`
      : `${escaped(name)}${slot(index, value)}${rest}`;
  });
  const decided = `  decided   ${slot(index + 1, monthText(asked.asOf))} "${slot(index + 2, CLOSING_TITLES[kind])}"`;
  const attention = kind === 'original_ae' ? ATTENTION : [];
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
const ATTENTION = ['  closers   4        sample', '  capacity  10/month sample', '  attention 100%, 70%, 30%'];

const USUAL: Readonly<Record<ClosingKind, { readonly owner: string; readonly label: string }>> = {
  csm: { owner: 'success', label: 'Customer success lead' },
  upsell_ae: { owner: 'upsell_desk', label: 'Upsell AE' },
  original_ae: { owner: 'sales', label: 'Sales lead' },
};
