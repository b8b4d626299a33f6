import type { AstNode } from 'langium';
import type { Block } from './block.ts';
import { fieldName } from './field-name.ts';
import type { Channel, Closing, Element, Scenario } from './generated/ast.ts';
import { countsIn } from './group.ts';
import { spelled } from './parser/words.ts';
import type { Program } from './program.ts';
import type { SourceFile } from './source-file.ts';
import { headerRange, keywordRange, rangeOf } from './tree.ts';

/** A line of the root file that a computed figure belongs to. */
export interface Anchor {
  readonly kind:
    | 'model'
    | 'channel'
    | 'touch'
    | 'volume'
    | 'conversion'
    | 'win rate'
    | 'deal size'
    | 'capacity'
    | 'retention'
    | 'scenario'
    | 'target'
    | 'expectation';
  readonly line: number;
  /** The declaration or field that the figure belongs to. */
  readonly node: AstNode;
  /** Index into the forecast's channels; absent for the model and the closing model. */
  readonly channel?: number;
  /** Index into the channel's touches. */
  readonly touch?: number;
  /** Index into the model's scenarios; of an expectation, that of the scenario which it stands in. */
  readonly scenario?: number;
  /** Index into the model's targets, or into the expectations of the model or of the scenario. */
  readonly index?: number;
}

/** The anchors on some lines of a program's root file, in the order of the text: blocks before their fields. */
export function findAnchors(
  program: Program,
  { start, end }: { readonly start: number; readonly end: number },
): readonly Anchor[] {
  const { lines, groups } = program.files[0] as SourceFile;
  const anchors: Anchor[] = [];
  const [from, to] = [lines.offsetAt({ line: start, character: 0 }), lines.offsetAt(lines.endOf(end))];
  const count = new Map<string, number>();
  const before = (type: string) =>
    program.files.length === 1 ? 0 : program.declared(type).filter(({ file }) => file !== 0).length;
  const indexOf = (type: string) => count.get(type) ?? before(type);
  for (const group of groups) {
    const [first, last] = [group[0] as Block, group[group.length - 1] as Block];
    if (first.start > to) break;
    if (last.start + last.text.length < from) {
      for (const [type, some] of countsIn(group)) count.set(type, indexOf(type) + some);
      continue;
    }
    for (const { start: at, text, elements } of group) {
      const isShown = at <= to && at + text.length >= from;
      for (const element of elements) {
        const index = indexOf(element.$type);
        count.set(element.$type, index + 1);
        if (isShown) anchors.push(...anchorsOf(element, index, (offset) => lines.at(offset).line));
      }
    }
  }
  return anchors.filter(({ line }) => start <= line && line <= end);
}

/** `index` is the declaration's among those of its type. */
function anchorsOf(node: Element, index: number, lineAt: (offset: number) => number): readonly Anchor[] {
  const header = (of: AstNode, ...properties: string[]) => lineAt(headerRange(of, ...properties).end);
  const end = (of: AstNode) => lineAt(rangeOf(of).end);
  switch (node.$type) {
    case 'ModelBlock':
      // A second model block is an error, and the first one's figures are what is shown.
      return index === 0 ? [{ kind: 'model', line: header(node, 'title'), node }] : [];
    case 'Channel':
      return [
        { kind: 'channel', line: header(node, 'name', 'title'), node, channel: index },
        ...fieldAnchors(node, lineAt, index),
      ];
    case 'Closing':
      return fieldAnchors(node, lineAt);
    // Of a portfolio the channels are its parts.
    case 'Include':
      return [{ kind: 'channel', line: end(node), node, channel: index }];
    case 'Retention':
      return [{ kind: 'retention', line: lineAt(keywordRange(node).end), node }];
    case 'Target':
      return [{ kind: 'target', line: end(node), node, index }];
    case 'Expect':
      return [{ kind: 'expectation', line: end(node), node, index }];
    case 'Scenario':
      return scenarioAnchors(node, index, header, end);
    default:
      return [];
  }
}

function scenarioAnchors(
  node: Scenario,
  scenario: number,
  header: (node: AstNode, ...properties: string[]) => number,
  end: (node: AstNode) => number,
): readonly Anchor[] {
  const expectations = node.edits.filter((edit) => edit.$type === 'Expect' && edit.$cstNode);
  return [
    { kind: 'scenario', line: header(node, 'name', 'title'), node, scenario },
    ...expectations.map(
      (edit, index): Anchor => ({ kind: 'expectation', line: end(edit), node: edit, scenario, index }),
    ),
  ];
}

function fieldAnchors(
  block: Channel | Closing,
  lineAt: (offset: number) => number,
  channel?: number,
): readonly Anchor[] {
  const anchors: Anchor[] = [];
  let touch = 0;
  for (const field of block.fields) {
    if (!field.$cstNode) continue;
    const line = lineAt(keywordRange(field).start);
    // Rows of actuals count the touches of a source, and not those of one touch of several.
    if (field.$type === 'SourceField' && block.fields.some(({ $type }) => $type === 'Touch'))
      anchors.push({ kind: 'volume', line, node: field, channel });
    if (field.$type === 'Touch')
      anchors.push({ kind: 'touch', line: lineAt(rangeOf(field).start), node: field, channel, touch: touch++ });
    // Where capacity is declared the hint stands there; attention alone leaves opportunities unworked as well.
    if (field.$type === 'AttentionField' && !block.fields.some((other) => fieldName(other) === 'capacity'))
      anchors.push({ kind: 'capacity', line, node: field });
    if (field.$type !== 'ChannelNumber' && field.$type !== 'ClosingNumber') continue;
    const kind = spelled(field.field ?? '');
    if (
      kind === 'volume' ||
      kind === 'conversion' ||
      kind === 'win rate' ||
      kind === 'deal size' ||
      kind === 'capacity'
    )
      anchors.push({ kind, line, node: field, channel });
  }
  return anchors;
}
