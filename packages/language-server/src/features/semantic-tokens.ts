import { type Analysis, type Role, type RoleToken, rolesIn, type SourceFile } from '@upsell/language';
import type { Range, SemanticTokens, SemanticTokensDelta, SemanticTokensLegend } from 'vscode-languageserver';
import { SemanticTokenModifiers, SemanticTokenTypes } from '../protocol.ts';

const TYPE: Readonly<Record<Role, SemanticTokenTypes>> = {
  owner: SemanticTokenTypes.type,
  source: SemanticTokenTypes.enumMember,
  driver: SemanticTokenTypes.variable,
  channel: SemanticTokenTypes.class,
  part: SemanticTokenTypes.namespace,
  touch: SemanticTokenTypes.method,
  scenario: SemanticTokenTypes.event,
  path: SemanticTokenTypes.property,
  field: SemanticTokenTypes.property,
  keyword: SemanticTokenTypes.keyword,
  modifier: SemanticTokenTypes.modifier,
  constant: SemanticTokenTypes.enumMember,
  function: SemanticTokenTypes.function,
  operator: SemanticTokenTypes.operator,
  string: SemanticTokenTypes.string,
  number: SemanticTokenTypes.number,
  comment: SemanticTokenTypes.comment,
  handle: SemanticTokenTypes.decorator,
};

/** What a highlighter that goes by the letters cannot tell: which words are names that are declared, and of what. */
const NAMES: ReadonlySet<Role> = new Set(['owner', 'source', 'driver', 'channel', 'part', 'touch', 'scenario']);

const TYPES = [...new Set(Object.values(TYPE))];
const MODIFIERS = [SemanticTokenModifiers.declaration, SemanticTokenModifiers.deprecated];

export const TOKENS_LEGEND: SemanticTokensLegend = { tokenTypes: TYPES, tokenModifiers: MODIFIERS };

/**
 * textDocument/semanticTokens/full and /range: what the tokens of a document, or of a range of it, are. To a client that colours by
 * a grammar as well only names are sent, and the grammar's colours stay for all else. No token is over another or ends in
 * another line, whatever the client can take.
 */
export function semanticTokens({ program }: Analysis, namesOnly: boolean, range?: Range): SemanticTokens {
  const [file] = program.files;
  if (!file) return { data: [] };
  const [from, to] = range
    ? [file.lines.offsetAt(range.start), file.lines.offsetAt(range.end)]
    : [0, Number.POSITIVE_INFINITY];
  const blocks = file.blocks.filter(({ start, text }) => start < to && start + text.length > from);
  const tokens = rolesIn(program, 0, blocks).filter(
    ({ role, start, end }) => start < to && end > from && (!namesOnly || NAMES.has(role)),
  );
  return { data: encoded(file, tokens) };
}

/** Five numbers a token: its line and its character from those of the token before it, length, type and modifiers. */
function encoded({ lines }: SourceFile, tokens: readonly RoleToken[]): number[] {
  const data: number[] = [];
  let last = { line: 0, character: 0 };
  const add = (at: typeof last, length: number, { role, declares, isFormer }: RoleToken) => {
    if (length === 0) return;
    const isSameLine = at.line === last.line;
    data.push(at.line - last.line, isSameLine ? at.character - last.character : at.character, length);
    data.push(TYPES.indexOf(TYPE[role]), (declares ? 1 : 0) | (isFormer ? 2 : 0));
    last = at;
  };
  for (const token of tokens) {
    const start = lines.at(token.start);
    if (token.role !== 'comment') {
      add(start, token.end - token.start, token);
      continue;
    }
    const end = lines.at(token.end);
    for (let { line } = start; line <= end.line; line++) {
      const character = line === start.line ? start.character : 0;
      const until = line === end.line ? end.character : lines.endOf(line).character;
      add({ line, character }, until - character, token);
    }
  }
  return data;
}

/** What was sent last of each document, so that only what is another is sent next. */
export class SentTokens {
  private readonly sent = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();
  private count = 0;

  /** Tokens with a name by which the client may ask for what has changed since. */
  whole(uri: string, { data }: SemanticTokens): SemanticTokens {
    const resultId = `${++this.count}`;
    this.sent.set(uri, { resultId, data });
    return { resultId, data };
  }

  /** textDocument/semanticTokens/full/delta: what has changed since a result; all of it where that is not the last one. */
  since(resultId: string, uri: string, tokens: SemanticTokens): SemanticTokens | SemanticTokensDelta {
    const before = this.sent.get(uri);
    const now = this.whole(uri, tokens);
    if (before?.resultId !== resultId) return now;
    return { resultId: now.resultId, edits: editsBetween(before.data, now.data) };
  }

  forget(uri: string): void {
    this.sent.delete(uri);
  }
}

/** One edit over all that is different, or none; it begins and ends with a token. */
function editsBetween(before: readonly number[], now: readonly number[]): SemanticTokensDelta['edits'] {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head++;
  head -= head % SIZE;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  tail -= tail % SIZE;
  const [deleteCount, data] = [before.length - head - tail, now.slice(head, now.length - tail)];
  return deleteCount + data.length === 0 ? [] : [{ start: head, deleteCount, data }];
}

/** Numbers a token. */
const SIZE = 5;
