import type { AstNode } from 'langium';
import { nodesIn } from '../block.ts';
import type { Channel, Element } from '../generated/ast.ts';
import { spelled } from '../parser/words.ts';
import type { Params } from '../problem.ts';
import { headerRange, keywordRange, propertyRange, type Range } from '../tree.ts';
import { mayHide } from './may-hide.ts';
import { missingFieldFixes } from './missing-field-fixes.ts';
import type { Rule } from './rule.ts';

export const missingField: Rule = {
  code: 'missing-field',
  severity: 'error',
  summary: 'A block lacks a field that it needs.',
  page: {
    why: 'Volume, conversion, win rate and deal size are the four numbers that revenue is made of: without one of them there is none. A model without a currency or a period says neither in what nor when.',
    example: `foundation channel tickets "Support tickets" {
  source ticket
  owner  support
  volume 800/month counted 2025
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    fix: 'Add the field. If the number is not known yet, the quick fix puts in a `sample` one, which stays marked as a number that nobody has looked at. A channel needs `source`, `volume` or a `touch`, and `conversion`; a closing model `owner`, `win rate` and `deal size`; a model `currency` and `period`; `retention` a contraction for both sides.',
  },
  // Without an owner the numbers stand; without any other required field there are none.
  breaks: ({ field }) => BREAKING.has(String(field)),
  message: ({ block, field }) =>
    field === 'layer'
      ? `The channel \`${block}\` does not say its layer: write \`foundation channel\` or \`leverage channel\`.`
      : field === 'volume'
        ? `${block} has neither a \`volume\` nor a \`touch\`: add one.`
        : `${block} has no \`${field}\`: add it.`,
  checkEach(at, _, report) {
    for (const type of ['ModelBlock', 'Closing', 'Channel', 'Retention'] as const)
      for (const node of nodesIn<Element>(at, type)) {
        if (mayHide(at, node)) continue;
        for (const { field, block, range } of missingFields(node)) report(range, { field, block });
      }
  },
  fixes: missingFieldFixes,
};

/** The field for want of which a problem withholds figures; undefined where it is another problem. */
export function lackedField({ code, params: { field } }: { readonly code: string; readonly params: Params }) {
  return code === missingField.code && BREAKING.has(String(field)) ? String(field) : undefined;
}

const BREAKING: ReadonlySet<string> = new Set(['volume', 'conversion', 'win rate', 'deal size', 'currency', 'period']);

interface Missing {
  readonly field: string;
  readonly block: string;
  readonly range: Range;
}

function missingFields(node: Element): readonly Missing[] {
  switch (node.$type) {
    case 'ModelBlock': {
      const has = new Set(node.fields.map((field) => field.$type));
      const range = headerRange(node, 'title');
      const fields = [has.has('CurrencyField') ? '' : 'currency', has.has('PeriodField') ? '' : 'period'];
      return fields.filter(Boolean).map((field) => ({ field, block: 'The model', range }));
    }
    case 'Closing': {
      const range = headerRange(node, 'kind', 'title');
      const fields = ['owner', 'win rate', 'deal size'].filter((field) => !hasField(node.fields, field));
      return fields.map((field) => ({ field, block: 'The closing model', range }));
    }
    case 'Channel':
      return missingInChannel(node);
    case 'Retention': {
      const said = new Set(node.fields.map((field) => (field.$type === 'Contraction' ? field.initiator : '')));
      const absent = ['customer', 'vendor'].filter((who) => !said.has(who));
      return absent.map((who) => ({ field: `contraction ${who}`, block: '`retention`', range: keywordRange(node) }));
    }
    default:
      return [];
  }
}

function missingInChannel(node: Channel): readonly Missing[] {
  const range = headerRange(node, 'name', 'title');
  const block = node.name === undefined ? 'This channel' : `The channel \`${node.name}\``;
  const touches = node.fields.filter((field) => field.$type === 'Touch');
  const missing: Missing[] = [];
  if (!node.layer && node.name) missing.push({ field: 'layer', block: node.name, range: propertyRange(node, 'name') });
  if (!hasField(node.fields, 'source')) missing.push({ field: 'source', block, range });
  if (touches.length === 0 && !hasField(node.fields, 'volume')) missing.push({ field: 'volume', block, range });
  const allConvert = touches.length > 0 && touches.every((touch) => touch.converting);
  if (!allConvert && !hasField(node.fields, 'conversion')) missing.push({ field: 'conversion', block, range });
  return missing;
}

const hasField = (fields: readonly AstNode[], name: string): boolean =>
  fields.some((field) =>
    name === 'owner'
      ? field.$type === 'OwnerField'
      : name === 'source'
        ? field.$type === 'SourceField'
        : spelled((field as { field?: string }).field ?? '') === name,
  );
