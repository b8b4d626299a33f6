import type { AstNode } from 'langium';
import { fieldName } from './field-name.ts';
import type { Channel, Closing, Scenario } from './generated/ast.ts';
import { spelled } from './parser/words.ts';
import type { Program } from './program.ts';
import { headerRange, keywordRange, rangeOf } from './tree.ts';

/** A line of the root file that a computed figure belongs to. */
export interface Anchor {
  readonly kind:
    | 'model'
    | 'channel'
    | 'touch'
    | 'conversion'
    | 'win rate'
    | 'deal size'
    | 'capacity'
    | 'retention'
    | 'scenario'
    | 'target'
    | 'expectation';
  readonly line: number;
  /** Index into the forecast's channels; absent for the model and the closing model. */
  readonly channel?: number;
  /** Index into the channel's touches. */
  readonly touch?: number;
  /** Index into the model's scenarios; of an expectation, that of the scenario which it stands in. */
  readonly scenario?: number;
  /** Index into the model's targets, or into the expectations of the model or of the scenario. */
  readonly index?: number;
}

/** The anchors of a program's root file, in the order of the text: blocks before their fields. */
export function findAnchors(program: Program): readonly Anchor[] {
  const anchors: Anchor[] = [];
  const lineAt = (offset: number) => (program.files[0] as Program['files'][number]).lines.at(offset).line;
  const header = (node: AstNode, ...properties: string[]) => lineAt(headerRange(node, ...properties).end);
  const end = (node: AstNode) => lineAt(rangeOf(node).end);
  let model = false;
  const count = { Channel: -1, Include: -1, Scenario: -1, Target: -1, Expect: -1 };
  for (const { file, node } of program.elements) {
    if (node.$type in count) count[node.$type as keyof typeof count]++;
    if (file !== 0) continue;
    if (node.$type === 'ModelBlock' && !model) {
      model = true; // a second model block is an error, and the first one's figures are what is shown
      anchors.push({ kind: 'model', line: header(node, 'title') });
    } else if (node.$type === 'Channel') {
      anchors.push({ kind: 'channel', line: header(node, 'name', 'title'), channel: count.Channel });
      anchors.push(...fieldAnchors(node, lineAt, count.Channel));
    } else if (node.$type === 'Closing') anchors.push(...fieldAnchors(node, lineAt));
    // Of a portfolio the channels are its parts.
    else if (node.$type === 'Include') anchors.push({ kind: 'channel', line: end(node), channel: count.Include });
    else if (node.$type === 'Retention') anchors.push({ kind: 'retention', line: lineAt(keywordRange(node).end) });
    else if (node.$type === 'Target') anchors.push({ kind: 'target', line: end(node), index: count.Target });
    else if (node.$type === 'Expect') anchors.push({ kind: 'expectation', line: end(node), index: count.Expect });
    else if (node.$type === 'Scenario') anchors.push(...scenarioAnchors(node, count.Scenario, header, end));
  }
  return anchors;
}

function scenarioAnchors(
  node: Scenario,
  scenario: number,
  header: (node: AstNode, ...properties: string[]) => number,
  end: (node: AstNode) => number,
): readonly Anchor[] {
  const expectations = node.edits.filter((edit) => edit.$type === 'Expect' && edit.$cstNode);
  return [
    { kind: 'scenario', line: header(node, 'name', 'title'), scenario },
    ...expectations.map((edit, index): Anchor => ({ kind: 'expectation', line: end(edit), scenario, index })),
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
    if (field.$type === 'Touch')
      anchors.push({ kind: 'touch', line: lineAt(rangeOf(field).start), channel, touch: touch++ });
    // Where capacity is declared the hint stands there; attention alone leaves opportunities unworked as well.
    if (field.$type === 'AttentionField' && !block.fields.some((other) => fieldName(other) === 'capacity'))
      anchors.push({ kind: 'capacity', line });
    if (field.$type !== 'ChannelNumber' && field.$type !== 'ClosingNumber') continue;
    const kind = spelled(field.field ?? '');
    if (kind === 'conversion' || kind === 'win rate' || kind === 'deal size' || kind === 'capacity')
      anchors.push({ kind, line, channel });
  }
  return anchors;
}
