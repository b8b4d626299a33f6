import {
  type CallEdge,
  type CallItem,
  type CallKind,
  callItemAt,
  callItemNamed,
  fileName,
  isModelFile,
  madeOf,
  type Program,
  type SourceFile,
  usesOf,
} from '@upsell/language';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Position,
} from 'vscode-languageserver';
import { SymbolKind } from '../protocol.ts';
import type { Onlookers } from '../symbols.ts';

/** By what an item is found again: the document that it was asked for in, and its own file, kind and name. */
interface ItemData {
  readonly root: string;
  readonly uri: string;
  readonly kind: CallKind;
  readonly name: string;
}

/** textDocument/prepareCallHierarchy: the number, block or goal under the cursor; null where there is none. */
export function prepareCallHierarchy(program: Program, position: Position): CallHierarchyItem[] | null {
  const offset = program.files[0]?.lines.offsetAt(position);
  const item = offset === undefined ? undefined : callItemAt(program, 0, offset);
  return item ? [shown(program, item)] : null;
}

/** callHierarchy/incomingCalls: what uses an item, in its own program and in those of every onlooker that sees its file. */
export async function incomingCalls(
  program: Program,
  asked: CallHierarchyItem,
  onlookers: Onlookers,
): Promise<CallHierarchyIncomingCall[]> {
  const item = itemOf(program, asked);
  const home = item && program.files[item.file];
  if (!item || !home) return [];
  const calls = new Map<string, CallHierarchyIncomingCall>();
  const add = (from: Program, edges: readonly CallEdge[]) => {
    for (const edge of edges) {
      const call = { from: shown(from, edge.item), fromRanges: rangesIn(from, edge.item.file, edge) };
      // A library that several models import is read in each of them.
      calls.set(JSON.stringify([call.from.uri, call.from.selectionRange, call.from.name]), call);
    }
  };
  add(program, usesOf(program, item));
  if (isModelFile(home)) return [...calls.values()];
  for await (const other of onlookers(home)) {
    const same = other === program ? undefined : itemOf(other, asked);
    if (same) add(other, usesOf(other, same));
  }
  return [...calls.values()];
}

/** callHierarchy/outgoingCalls: what an item is made of. */
export function outgoingCalls(program: Program, asked: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const item = itemOf(program, asked);
  if (!item) return [];
  return madeOf(program, item).map((edge) => ({
    to: shown(program, edge.item),
    fromRanges: rangesIn(program, item.file, edge),
  }));
}

/** The document in whose program an item was found. */
export const rootOf = ({ data }: CallHierarchyItem): string | undefined => (isData(data) ? data.root : undefined);

const itemOf = (program: Program, { data }: CallHierarchyItem): CallItem | undefined =>
  isData(data) ? callItemNamed(program, data) : undefined;

const isData = (data: unknown): data is ItemData =>
  typeof data === 'object' && data !== null && typeof (data as ItemData).root === 'string';

const KINDS: Readonly<Record<CallKind, SymbolKind>> = {
  model: SymbolKind.Module,
  part: SymbolKind.Module,
  driver: SymbolKind.Variable,
  channel: SymbolKind.Class,
  closing: SymbolKind.Class,
  retention: SymbolKind.Class,
  number: SymbolKind.Field,
  target: SymbolKind.Event,
  expectation: SymbolKind.Boolean,
  scenario: SymbolKind.Event,
};

function shown(program: Program, { kind, name, file, range, selection }: CallItem): CallHierarchyItem {
  const { uri, lines } = program.files[file] as SourceFile;
  const placed = ({ start, end }: { start: number; end: number }) => ({ start: lines.at(start), end: lines.at(end) });
  const data: ItemData = { root: program.files[0]?.uri ?? uri, uri, kind, name };
  return {
    // A name must not be empty: what has none is called by its kind.
    name: name || kind,
    kind: KINDS[kind],
    detail: [name && kind, file > 0 && fileName(uri)].filter(Boolean).join(' · '),
    uri,
    range: placed(range),
    selectionRange: placed(selection),
    data,
  };
}

function rangesIn({ files }: Program, file: number, { at }: CallEdge) {
  const { lines } = files[file] as SourceFile;
  return at.map(({ start, end }) => ({ start: lines.at(start), end: lines.at(end) }));
}
