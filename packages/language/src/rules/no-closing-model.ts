import type { ClosingKind } from '@upsell/engine';
import { currencyOf } from '../amount.ts';
import { insertInOrder } from '../insert-in-order.ts';
import { mayBeElsewhere, modelHeader, ofType } from '../model-block.ts';
import { CLOSING_TITLES, closingLines } from '../sample-closing.ts';
import { headerRange } from '../tree.ts';
import { visibleNames } from '../visible-names.ts';
import type { Rule } from './rule.ts';

export const noClosingModel: Rule = {
  code: 'no-closing-model',
  severity: 'error',
  summary: 'A model without a closing model.',
  page: {
    why: 'Somebody has to close what the channels open: the CSM, a dedicated Upsell AE, or the AE who sold the first deal. The three have different win rates, capacities and costs. As long as nobody has decided, there is no revenue to forecast.',
    example: `model "Acme" {
  currency USD
  period 2026-01 to 2026-12
}`,
    mended: `model "Acme" {
  currency USD
  period 2026-01 to 2026-12
}

closing csm {
  owner     success
  win rate  25%     estimated 2025-12
  deal size $12,000 measured 2025
}`,
    fix: 'Add one `closing csm`, `closing upsell_ae` or `closing original_ae` block with its owner, win rate and deal size. The alternatives go into scenarios, where they can be compared.',
  },
  modelOnly: true,
  message: () =>
    'The model does not say who closes what is opened: add a `closing csm`, `closing upsell_ae` or `closing original_ae` block.',
  check(program, report) {
    const header = modelHeader(program);
    if (!header || mayBeElsewhere(program) || ofType(program, 'Closing').length > 0) return;
    report(0, headerRange(header.node, 'title'));
  },
  fixes(_, { program }) {
    const [known] = visibleNames(program, 0, 'owner');
    const owner = known ?? 'success';
    const declared = known ? [] : ['owner success "Customer success lead"', ''];
    return (Object.keys(CLOSING_TITLES) as ClosingKind[]).map((kind) => {
      const lines = closingLines(kind, owner, currencyOf(program));
      const who = CLOSING_TITLES[kind].charAt(0).toLowerCase() + CLOSING_TITLES[kind].slice(1);
      return {
        title: `Add \`closing ${kind}\` with sample numbers: ${who}`,
        edits: [insertInOrder(program, 0, 'Closing', [...declared, ...lines])],
      };
    });
  },
};
