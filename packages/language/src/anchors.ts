import type { AstNode } from 'langium';
import type { Channel, Closing } from './generated/ast.ts';
import { spelled } from './parser/words.ts';
import type { Program } from './program.ts';
import { headerRange, keywordRange, rangeOf } from './tree.ts';

/** A line of the root file that a computed figure belongs to. */
export interface Anchor {
  readonly kind: 'model' | 'channel' | 'touch' | 'conversion' | 'win rate' | 'deal size' | 'capacity';
  readonly line: number;
  /** Index into the forecast's channels; absent for the model and the closing model. */
  readonly channel?: number;
  /** Index into the channel's touches. */
  readonly touch?: number;
}

/** The anchors of a program's root file, in the order of the text: blocks before their fields. */
export function findAnchors(program: Program): readonly Anchor[] {
  const anchors: Anchor[] = [];
  const lineAt = (offset: number) => (program.files[0] as Program['files'][number]).lines.at(offset).line;
  const header = (node: AstNode, ...properties: string[]) => lineAt(headerRange(node, ...properties).end);
  let channel = -1;
  let model = false;
  for (const { file, node } of program.elements) {
    if (node.$type === 'Channel') channel++;
    if (file !== 0) continue;
    if (node.$type === 'ModelBlock' && !model) {
      model = true; // a second model block is an error, and the first one's figures are what is shown
      anchors.push({ kind: 'model', line: header(node, 'title') });
    } else if (node.$type === 'Channel') {
      anchors.push({ kind: 'channel', line: header(node, 'name', 'title'), channel });
      anchors.push(...fieldAnchors(node, lineAt, channel));
    } else if (node.$type === 'Closing') anchors.push(...fieldAnchors(node, lineAt));
  }
  return anchors;
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
    if (field.$type !== 'ChannelNumber' && field.$type !== 'ClosingNumber') continue;
    const kind = spelled(field.field ?? '');
    if (kind === 'conversion' || kind === 'win rate' || kind === 'deal size' || kind === 'capacity')
      anchors.push({ kind, line, channel });
  }
  return anchors;
}
