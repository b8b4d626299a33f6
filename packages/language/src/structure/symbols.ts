import type { AstNode } from 'langium';
import { fieldsOf } from '../broken.ts';
import { fieldName, fieldNameRange } from '../field-name.ts';
import type * as ast from '../generated/ast.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import { keywordRange, propertyRange, type Range, rangeOf } from '../tree.ts';

/** A declaration, or a part of one that somebody looks for. */
export interface OutlineItem {
  readonly kind: ItemKind;
  /** Never empty: what has no name yet is called by its word. */
  readonly name: string;
  /** What it says of itself, such as a label or the value as it is written; empty where it says nothing. */
  readonly written: string;
  readonly range: Range;
  /** Its name, inside of the range. */
  readonly nameRange: Range;
  readonly node: AstNode;
  /** In the order of the text, each inside of the range. */
  readonly children: readonly OutlineItem[];
}

export type ItemKind =
  | 'model'
  | 'owner'
  | 'sources'
  | 'source'
  | 'driver'
  | 'closing'
  | 'channel'
  | 'part'
  | 'touch'
  | 'field'
  | 'retention'
  | 'scenario'
  | 'edit'
  | 'target'
  | 'expectation';

/**
 * The declarations of a file in the order of the text, with what is in them: of channels and closing models the numbers, and not
 * the owner, the source or the moments. What leads to other files is left out.
 */
export const itemsOf = (file: SourceFile): readonly OutlineItem[] =>
  file.elements.flatMap((element) => itemOf(file, element));

function itemOf(file: SourceFile, node: AstNode): readonly OutlineItem[] {
  const said = saidBy(file, node as Described);
  const range = rangeOf(node);
  // A node that the parser has made up has no place.
  if (!said || range.start >= range.end) return [];
  const { kind, name, at } = said;
  const word = keywordRange(node);
  return [
    {
      kind,
      name: inOneLine(name ?? '') || sliceOf(file, word.start, word.end),
      written: inOneLine(said.written ?? ''),
      range,
      nameRange: at,
      node,
      children: fieldsOf(node).flatMap((field) => itemOf(file, field)),
    },
  ];
}

/** As much as anybody reads of a line. */
function inOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > MOST ? `${line.slice(0, MOST).trimEnd()}…` : line;
}

const MOST = 120;

interface Said {
  readonly kind: ItemKind;
  readonly name: string | undefined;
  readonly at: Range;
  readonly written?: string;
}

type Described =
  | ast.Element
  | ast.ModelField
  | ast.Source
  | ast.ClosingField
  | ast.ChannelField
  | ast.RetentionField
  | ast.Edit;

function saidBy(file: SourceFile, node: Described): Said | undefined {
  const whole = rangeOf(node);
  const behind = ({ end }: Range) => sliceOf(file, end, whole.end);
  const at = (property: string) => propertyRange(node, property);
  switch (node.$type) {
    case 'ModelBlock':
      return { kind: 'model', name: node.title, at: at('title') };
    case 'Owner':
      return { kind: 'owner', name: node.name, at: at('name'), written: together(node.label, node.team) };
    case 'Sources':
      return { kind: 'sources', name: 'sources', at: keywordRange(node) };
    case 'Source':
      return { kind: 'source', name: node.name, at: at('name'), written: together(node.label, notRun(node)) };
    case 'Driver':
      return { kind: 'driver', name: node.name, at: at('name'), written: valueText(file, node.value) };
    case 'Closing':
      return { kind: 'closing', name: node.kind, at: at('kind'), written: node.title };
    case 'Channel':
      return { kind: 'channel', name: node.name, at: at('name'), written: node.title };
    case 'Include':
      return { kind: 'part', name: node.name, at: at('name') };
    case 'Touch':
      return { kind: 'touch', name: node.name, at: at('name'), written: valueText(file, node.value) };
    case 'Retention':
      return { kind: 'retention', name: 'retention', at: keywordRange(node) };
    case 'Scenario':
      return { kind: 'scenario', name: node.name, at: at('name'), written: node.title };
    case 'SetEdit':
      return { kind: 'edit', name: editName(file, node), at: at('path'), written: valueText(file, node.value) };
    case 'ScaleEdit':
      return { kind: 'edit', name: editName(file, node), at: at('path'), written: behind(at('path')) };
    case 'DropEdit':
      return { kind: 'edit', name: sliceOf(file, whole.start, whole.end), at: at('channel') };
    case 'Target': {
      const { end } = propertyRange(node, node.period ? 'period' : 'value');
      return { kind: 'target', name: sliceOf(file, at('metric').start, end), at: at('metric') };
    }
    case 'Expect':
      return node.label === undefined
        ? { kind: 'expectation', name: behind(keywordRange(node)), at: at('left') }
        : { kind: 'expectation', name: node.label, at: at('label'), written: behind(at('label')) };
    case 'ChannelNumber':
    case 'ClosingNumber':
    case 'Contraction':
      return { kind: 'field', name: fieldName(node), at: fieldNameRange(node), written: valueText(file, node.value) };
    case 'CurrencyField':
    case 'PeriodField':
    case 'FiscalField':
    case 'SeasonField':
    case 'CycleField':
    case 'AttentionField':
    case 'OpenField':
    case 'AfterField':
      return { kind: 'field', name: fieldName(node), at: fieldNameRange(node), written: behind(fieldNameRange(node)) };
    default:
      return undefined;
  }
}

const together = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

const notRun = ({ tags }: ast.Source): string | undefined =>
  tags.some(({ $type }) => $type === 'NotRun') ? 'not run' : undefined;

/** `set tickets.volume`. */
function editName(file: SourceFile, node: ast.SetEdit | ast.ScaleEdit): string {
  return sliceOf(file, rangeOf(node).start, propertyRange(node, 'path').end);
}

/** The values of all steps as they are written, with their months and without where they come from. */
const valueText = (file: SourceFile, value: ast.Assumption | undefined): string =>
  (value?.steps ?? [])
    .filter(({ $cstNode }) => $cstNode)
    .map((step) => {
      const { start, end } = rangeOf(step);
      return inOneLine(sliceOf(file, start, step.provenance?.$cstNode ? rangeOf(step.provenance).start : end));
    })
    .join(', ');
