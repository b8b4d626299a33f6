import { amountIn, currencyOf } from '../amount.ts';
import { insertField } from '../edits.ts';
import type { Closing, Source } from '../generated/ast.ts';
import { spelled } from '../parser/words.ts';
import type { Program } from '../program.ts';
import { headerRange } from '../tree.ts';
import { oneClosing } from './one-closing.ts';
import type { Fix, Rule } from './rule.ts';

export const headWithoutQuota: Rule = {
  code: 'head-without-quota',
  severity: 'information',
  summary: 'An Upsell AE without a cost, without a quota, or without outbound.',
  page: {
    why: 'A dedicated Upsell AE is a head that costs money and is expected to bring more of it. Without `cost` the forecast shows revenue that nobody pays for, and without `quota` nobody sees that what the channels open falls short of what the seat is asked for, which is what gets pushed at the end of the quarter. An AE whose own channel, outbound, is not run waits for what others open.',
    example: `closing upsell_ae {
  owner     upsell_desk
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  decided   2025-12 "One seat from January"
}`,
    mended: `closing upsell_ae {
  owner     upsell_desk
  win rate  25%         measured 2025
  deal size $12,000     measured 2025
  cost      $12k/month  decided 2025-12
  quota     $100k/month decided 2025-12
  decided   2025-12 "One seat from January"
}`,
    fix: 'Add `cost` and `quota`, both for one closer and with a time unit: `$12k/month`, `$400k/quarter`. Where `outbound` is marked `not run`, run it, or ask whether the seat is needed: `closing csm` and `closing original_ae` are the alternatives, and a scenario compares them. Closing models in scenarios are not asked.',
  },
  message: ({ absent }) =>
    absent === undefined
      ? "The Upsell AE's own source, `outbound`, is not run: a head that carries a quota and calls nobody waits for what others open. Run it, or let somebody else close."
      : `The Upsell AE has no ${absent}, so what the seat costs and what it is asked for cannot be compared: add what is missing, for one closer and with a unit such as \`/month\`.`,
  check(program, report) {
    const closing = oneClosing(program);
    if (closing?.node.kind !== 'upsell_ae') return;
    const range = headerRange(closing.node, 'kind', 'title');
    const absent = absentFields(closing.node).map((field) => `\`${field}\``);
    if (absent.length > 0) report(closing.file, range, { absent: absent.join(' and no ') });
    if (isNotRun(program, 'outbound')) report(closing.file, range);
  },
  fixes({ params: { absent } }, { program }): readonly Fix[] {
    const closing = oneClosing(program);
    // A number without an owner would be the next error.
    const isOwned = closing?.node.fields.some((field) => field.$type === 'OwnerField');
    if (absent === undefined || !closing || !isOwned) return [];
    const fields = absentFields(closing.node);
    const lines = fields.map((field) => `${field} ${amountIn(currencyOf(program), SAMPLES[field])}/month sample`);
    const title = `Add a sample ${fields.map((field) => `\`${field}\``).join(' and ')}`;
    const edits = [insertField(program, closing.file, closing.node, lines, lastNumber(closing.node))];
    return fields.includes('cost')
      ? [{ title: `${title} (the forecast gets a cost)`, edits, changesForecast: true }]
      : [{ title, edits }];
  },
};

const SAMPLES = { cost: '9,000', quota: '90,000' };

const absentFields = ({ fields }: Closing): readonly ('cost' | 'quota')[] =>
  (['cost', 'quota'] as const).filter(
    (name) => !fields.some((field) => field.$type === 'ClosingNumber' && spelled(field.field ?? '') === name),
  );

const isNotRun = ({ files }: Program, source: string): boolean =>
  files.some(({ nodes }) =>
    (nodes.get('Source') as readonly Source[]).some(
      ({ name, tags }) => name === source && tags.some((tag) => tag.$type === 'NotRun'),
    ),
  );

const lastNumber = ({ fields }: Closing) => fields.findLast((field) => field.$type === 'ClosingNumber') ?? 'last';
