import type { Month } from '@upsell/engine';
import type { Analysis, Lines, SourceFile } from '@upsell/language';
import {
  type FilesAround,
  type Proposal,
  type ProposalKind,
  plainText,
  proposalsAt,
} from '@upsell/language/completion';
import type { CompletionItem, Position } from 'vscode-languageserver';
import type { CompletionAbilities } from '../client-abilities.ts';
import { CompletionItemKind, InsertTextFormat, InsertTextMode, MarkupKind } from '../protocol.ts';

/** Where completion is asked for, in which month, and what else lies in the workspace. */
export interface CompletionRequest {
  readonly position: Position;
  readonly asOf: Month;
  readonly files: FilesAround;
}

/**
 * textDocument/completion in a model or a library: what fits at a place, the most useful first. A client without snippets gets the
 * texts with their defaults.
 */
export function completion(
  { program }: Analysis,
  { position, asOf, files }: CompletionRequest,
  client: CompletionAbilities,
): CompletionItem[] {
  const { lines } = program.files[0] as SourceFile;
  const offset = lines.offsetAt(position);
  return proposalsAt(program, offset, asOf, files).map((proposal, i) => ({
    label: proposal.label,
    kind: KINDS[proposal.kind],
    detail: proposal.detail,
    documentation: documentationOf(proposal, client),
    sortText: String(i).padStart(4, '0'),
    filterText: filterOf(proposal),
    ...textOf(proposal, client),
    textEdit: edit(proposal, lines, position, client),
    additionalTextEdits: alsoOf(proposal, lines),
  }));
}

const KINDS: Readonly<Record<ProposalKind, CompletionItemKind>> = {
  block: CompletionItemKind.Struct,
  field: CompletionItemKind.Field,
  word: CompletionItemKind.Keyword,
  operator: CompletionItemKind.Operator,
  function: CompletionItemKind.Function,
  owner: CompletionItemKind.Reference,
  source: CompletionItemKind.EnumMember,
  driver: CompletionItemKind.Variable,
  channel: CompletionItemKind.Module,
  number: CompletionItemKind.Property,
  metric: CompletionItemKind.Value,
  sample: CompletionItemKind.Value,
  unit: CompletionItemKind.Unit,
  month: CompletionItemKind.Constant,
  value: CompletionItemKind.EnumMember,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
};

const isSnippet = ({ snippet }: Proposal): boolean => /(?<!\\)\$/.test(snippet);

/**
 * What a proposal is found by, where that is not its label: of a word with values behind it (`measured 2026-08 to 2026-10`) the word alone.
 * Who writes other values there goes on without the proposal, which Enter would take.
 */
function filterOf({ kind, label, snippet }: Proposal): string | undefined {
  const word = snippet.slice(0, Math.max(0, snippet.search(/(?<!\\)\$/))).trimEnd();
  return kind === 'word' && word !== '' && word !== label && label.startsWith(word) ? word : undefined;
}

/** The lines of a block are as deep as they should be: the client is not to move them. */
function textOf(proposal: Proposal, { snippets, asIs }: CompletionAbilities): Partial<CompletionItem> {
  const format = snippets && isSnippet(proposal) ? { insertTextFormat: InsertTextFormat.Snippet } : {};
  return asIs && proposal.snippet.includes('\n') ? { ...format, insertTextMode: InsertTextMode.asIs } : format;
}

function edit(
  proposal: Proposal & { readonly range: { readonly start: number; readonly end: number } },
  lines: Lines,
  position: Position,
  { snippets, insertReplace }: CompletionAbilities,
): CompletionItem['textEdit'] {
  const newText = snippets && isSnippet(proposal) ? proposal.snippet : plainText(proposal.snippet);
  const range = rangeIn(lines, proposal.range);
  return insertReplace
    ? { newText, insert: { start: range.start, end: position }, replace: range }
    : { newText, range };
}

const alsoOf = ({ also = [] }: Proposal, lines: Lines): CompletionItem['additionalTextEdits'] =>
  also.length === 0 ? undefined : also.map((one) => ({ range: rangeIn(lines, one), newText: one.newText }));

const rangeIn = (lines: Lines, { start, end }: { readonly start: number; readonly end: number }) => ({
  start: lines.at(start),
  end: lines.at(end),
});

/** What it is for; of a block also its text. */
function documentationOf(
  { kind, snippet, documentation }: Proposal,
  { markdown }: CompletionAbilities,
): CompletionItem['documentation'] {
  const text = kind === 'block' || kind === 'field' ? plainText(snippet) : undefined;
  const parts = [documentation, text && (markdown ? `\`\`\`upsell\n${text}\n\`\`\`` : text)];
  const value = parts.filter((part) => part !== undefined).join('\n\n');
  if (value === '') return undefined;
  return markdown ? { kind: MarkupKind.Markdown, value } : value.replaceAll('**', '');
}
