import { mayBeElsewhere, modelHeader, ofType } from '../model-block.ts';
import { headerRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const noClosingModel: Rule = {
  code: 'no-closing-model',
  severity: 'error',
  summary: 'A model without a closing model.',
  modelOnly: true,
  message: () =>
    'The model does not say who closes what is opened: add a `closing csm`, `closing upsell_ae` or `closing original_ae` block.',
  check(program, report) {
    const header = modelHeader(program);
    if (!header || mayBeElsewhere(program) || ofType(program, 'Closing').length > 0) return;
    report(0, headerRange(header.node, 'title'));
  },
};
