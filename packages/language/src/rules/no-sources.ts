import { BUILT_IN_SOURCES } from '../built-in-sources.ts';
import type { SourceField } from '../generated/ast.ts';
import { insertInOrder } from '../insert-in-order.ts';
import { mayBeElsewhere, modelHeader, ofType } from '../model-block.ts';
import { nodesOf, type Program } from '../program.ts';
import { headerRange } from '../tree.ts';
import type { Rule } from './rule.ts';
import { NOT_RUN } from './source-without-channel.ts';

export const noSources: Rule = {
  code: 'no-sources',
  severity: 'error',
  summary: 'A model without a source taxonomy.',
  page: {
    why: 'The list of sources is the required field of the CRM: every opened opportunity carries exactly one of them. Without the list nobody notices a source that no channel feeds, or a channel that nobody can count.',
    example: `model "Acme" {
  currency USD
  period 2026-01 to 2026-12
}`,
    mended: `model "Acme" {
  currency USD
  period 2026-01 to 2026-12
}

sources {
  ticket
}`,
    fix: 'Add a `sources` block with every source that an opportunity can have. Mark what you do not run as `not run` with the reason. The quick fix lists the sources of your channels and the rest of the seven built-in ones as not run.',
  },
  modelOnly: true,
  message: () =>
    "The model has no `sources`: list every source that an opportunity can have, as the CRM's required field has them.",
  check(program, report) {
    const header = modelHeader(program);
    if (!header || mayBeElsewhere(program) || ofType(program, 'Sources').length > 0) return;
    report(0, headerRange(header.node, 'title'));
  },
  fixes: (_, { program }) => [
    {
      title: 'List the seven built-in sources and those of the channels; the rest is not run',
      edits: [insertInOrder(program, 0, 'Sources', sourceLines(program))],
    },
  ],
};

/** The seven, then others that channels feed; what no channel feeds is not run, so that the list is closed at once. */
function sourceLines(program: Program): readonly string[] {
  const fed = new Set(nodesOf<SourceField>(program, 'SourceField').map(({ node }) => node.source?.$refText ?? ''));
  const names = [...new Set([...BUILT_IN_SOURCES.map(({ name }) => name), ...fed])].filter((name) => name !== '');
  const width = Math.max(...names.map((name) => name.length));
  const rows = names.map((name) => (fed.has(name) ? name : `${name.padEnd(width)} ${NOT_RUN}`));
  return ['sources {', ...rows.map((row) => `  ${row}`), '}'];
}
