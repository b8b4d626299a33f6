import { type Month, monthText } from '@upsell/engine';
import { type AstNode, GrammarUtils } from 'langium';
import { amountIn, currencyOf, currencyOfAmounts } from '../amount.ts';
import { builtInSource } from '../built-in-sources.ts';
import { insertAt, insertField } from '../edits.ts';
import type { Channel, Closing, ModelBlock, Retention, SourceField } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import { type FileProblem, nodeAt, type Program } from '../program.ts';
import { sampleChannel } from '../sample-channel.ts';
import { readTaxonomy } from '../taxonomy.ts';
import { keywordRange } from '../tree.ts';
import { ownerNear, visibleNames } from '../visible-names.ts';
import { declareOwner, declaringOwner } from './declare-owner.ts';
import type { Fix, FixContext } from './rule.ts';

type Block = ModelBlock | Closing | Channel | Retention;

/** The ways to add a field that a block lacks: one for each name that it can have, or one with a `sample` number. */
export function missingFieldFixes(problem: FileProblem, { program, asOf }: FixContext): readonly Fix[] {
  const { file, start, params } = problem;
  const block = BLOCKS.map((type) => nodeAt<Block>(program, file, type, start)).find((node) => node !== undefined);
  const field = String(params['field']);
  // A half-typed block has no place for a field.
  if (!block || !GrammarUtils.findNodeForKeyword(block.$cstNode, '{')) return [];
  if (block.$type === 'Channel' && field === 'layer') return layerFixes(program, file, block);
  const add = (line: string) => [insertField(program, file, block, [line], lastNumber(block))];
  const lines = linesFor(program, file, block, field, asOf);
  if (lines.length > 0 || field !== 'owner')
    return lines.map((line) => ({ title: `Add \`${line}\``, edits: add(line) }));
  const declared = declareOwner(program, file, block);
  return declared ? [declaringOwner(declared, add(`owner ${declared.name}`))] : [];
}

/** Numbers stand together, before what a block says in words. */
function lastNumber(block: Block): AstNode | 'last' {
  const fields: readonly AstNode[] = block.fields;
  return fields.findLast(({ $type, $cstNode }) => $cstNode && NUMBERS.has($type)) ?? 'last';
}

const NUMBERS: ReadonlySet<string> = new Set([
  'SourceField',
  'OwnerField',
  'ChannelNumber',
  'ClosingNumber',
  'Touch',
  'Contraction',
  'CurrencyField',
]);
const BLOCKS = ['ModelBlock', 'Closing', 'Channel', 'Retention'] as const;
/** Nobody reads a longer list of quick fixes. */
export const MOST_NAMES = 20;

function linesFor(program: Program, file: number, block: Block, field: string, asOf: Month): readonly string[] {
  if (field === 'currency') {
    const currency = currencyOfAmounts(program);
    return currency === undefined ? [] : [`currency ${currency}`];
  }
  if (field === 'period') return [`period ${monthText(asOf)} to ${monthText(asOf + 11)}`];
  const owners = visibleNames(program, file, 'owner').slice(0, MOST_NAMES);
  if (field === 'owner') return owners.map((name) => `owner ${name}`);
  if (field === 'source') return freeSources(program).map((name) => `source ${name}`);
  const isOwned = block.$type !== 'ModelBlock' && block.fields.some(({ $type }) => $type === 'OwnerField');
  // A number that nobody answers for would be the next error.
  const owner = isOwned ? undefined : ownerNear(program, file, block);
  if (!isOwned && owner === undefined) return [];
  return [`${field} ${sampleOf(program, block, field)} sample${owner === undefined ? '' : ` by ${owner}`}`];
}

function sampleOf(program: Program, block: Block, field: string): string {
  const sample = sampleChannel(block.$type === 'Channel' ? sourceOf(block) : '');
  const values: Readonly<Record<string, string>> = {
    volume: sample.volume,
    conversion: sample.conversion,
    'deal size': amountIn(currencyOf(program), '12,000'),
    'contraction customer': '10%',
    'contraction vendor': '40%',
  };
  return values[field] ?? '25%';
}

const sourceOf = ({ fields }: Channel): string =>
  (fields.find(({ $type }) => $type === 'SourceField') as SourceField | undefined)?.source?.$refText ?? '';

/** The listed sources that are run and that no channel feeds. */
function freeSources(program: Program): readonly string[] {
  const { listed, fedBy } = readTaxonomy(program) ?? {};
  const free = [...(listed ?? [])].filter(([name, { notRun }]) => notRun === undefined && !fedBy?.has(name));
  return free.map(([name]) => name).slice(0, MOST_NAMES);
}

/** Both layers, that of a built-in source first; leverage only where there is a foundation to build on. */
function layerFixes(program: Program, file: number, channel: Channel): readonly Fix[] {
  const others = ofType<Channel>(program, 'Channel').filter(({ node }) => node !== channel);
  const canBeLeverage = others.some(({ node }) => node.layer !== 'leverage');
  const usual = builtInSource(sourceOf(channel))?.layer;
  const layers = usual === 'leverage' ? ['leverage', 'foundation'] : ['foundation', 'leverage'];
  return layers
    .filter((layer) => layer === 'foundation' || canBeLeverage)
    .map((layer) => ({
      title: `Write \`${layer} channel\``,
      edits: [insertAt(file, keywordRange(channel).start, `${layer} `)],
    }));
}
