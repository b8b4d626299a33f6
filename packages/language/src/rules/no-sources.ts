import { mayBeElsewhere, modelHeader, ofType } from '../model-block.ts';
import { headerRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const noSources: Rule = {
  code: 'no-sources',
  severity: 'error',
  summary: 'A model without a source taxonomy.',
  modelOnly: true,
  message: () =>
    "The model has no `sources`: list every source that an opportunity can have, as the CRM's required field has them.",
  check(program, report) {
    const header = modelHeader(program);
    if (!header || mayBeElsewhere(program) || ofType(program, 'Sources').length > 0) return;
    report(0, headerRange(header.node, 'title'));
  },
};
