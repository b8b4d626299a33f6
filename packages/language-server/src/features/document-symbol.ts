import { type Analysis, findAnchors, type ItemKind, itemsOf, type Lines, type OutlineItem } from '@upsell/language';
import type { DocumentSymbol, Location, SymbolInformation } from 'vscode-languageserver';
import { hintsOf } from '../anchor-hints.ts';
import { SymbolKind } from '../protocol.ts';
import { KIND_OF_NAME } from '../symbols.ts';

/**
 * textDocument/documentSymbol: the declarations of a document in the order of the text, and what is in them. Beside each stands what
 * it comes to, in the words of its hint: nothing where that is withheld. A number that somebody has typed stands before it.
 */
export function documentSymbols(analysis: Analysis): DocumentSymbol[] {
  const [file] = analysis.program.files;
  if (!file) return [];
  const totalOf = totalsIn(analysis);
  const symbolOf = (item: OutlineItem): DocumentSymbol => ({
    name: item.name,
    detail: detailOf(item, totalOf(item)),
    kind: KIND[item.kind],
    range: rangeIn(file.lines, item.range),
    selectionRange: rangeIn(file.lines, item.nameRange),
    children: item.children.map(symbolOf),
  });
  return itemsOf(file).map(symbolOf);
}

/** The same for a client that knows no symbols inside of others. */
export function flatDocumentSymbols({ program: { files } }: Analysis): SymbolInformation[] {
  const [file] = files;
  if (!file) return [];
  const { uri, lines } = file;
  const flat = ({ name, kind, range, children }: OutlineItem, containerName?: string): SymbolInformation[] => {
    const location: Location = { uri, range: rangeIn(lines, range) };
    const own = { name, kind: KIND[kind], location, ...(containerName !== undefined && { containerName }) };
    return [own, ...children.flatMap((child) => flat(child, name))];
  };
  return itemsOf(file).flatMap((item) => flat(item));
}

const KIND: Readonly<Record<ItemKind, SymbolKind>> = {
  ...KIND_OF_NAME,
  part: KIND_OF_NAME.channel,
  sources: SymbolKind.Enum,
  closing: SymbolKind.Struct,
  touch: SymbolKind.Method,
  field: SymbolKind.Property,
  retention: SymbolKind.Struct,
  edit: SymbolKind.Operator,
  target: SymbolKind.Constant,
  expectation: SymbolKind.Boolean,
};

/** A function that gives the total of an item: undefined for one that has none, empty where it is withheld. */
function totalsIn(analysis: Analysis): (item: OutlineItem) => string | undefined {
  if (!analysis.isModel) return () => undefined;
  const everything = { start: 0, end: Number.MAX_SAFE_INTEGER };
  const anchors = new Map(findAnchors(analysis.program, everything).map((anchor) => [anchor.node, anchor]));
  const hintOf = hintsOf(analysis);
  return ({ node }) => {
    const anchor = anchors.get(node);
    const hint = anchor && hintOf(anchor);
    return hint && (hint.known ?? hint.text);
  };
}

const detailOf = ({ kind, written }: OutlineItem, total: string | undefined): string | undefined => {
  const isTyped = kind === 'field' || kind === 'touch';
  const parts = total === undefined ? [written] : isTyped ? [written, total] : [total];
  return parts.filter(Boolean).join(' · ') || undefined;
};

const rangeIn = (lines: Lines, { start, end }: OutlineItem['range']) => ({
  start: lines.at(start),
  end: lines.at(end),
});
