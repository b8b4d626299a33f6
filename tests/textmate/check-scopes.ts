import { expect } from 'vitest';
import { hasScope, type Token, tokenize } from './tokenizer.ts';

/** What one row of carets says of the program line above it; `end` is exclusive. */
interface Marker {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly scope: string;
}

const MARKER = /^(\s*)(\^+)\s+([\w.-]+)$/;

/**
 * Fails unless every marked stretch of an annotated program carries its scope, all of it and nothing beside it:
 *
 *     owner may
 *           ^^^ entity.name.type.owner
 *
 * A row of carets speaks of the nearest program line above it, so a line may have several. Scopes stand without their
 * `.upsell`; `none` says that the stretch has no scope but the language's.
 */
export async function checkScopes(program: string): Promise<void> {
  const { text, markers } = read(program);
  const lines = await tokenize(text);
  const source = text.split('\n');
  for (const marker of markers) {
    const found = stretch(lines[marker.line] ?? [], marker);
    const marked = `line ${marker.line + 1}: ${source[marker.line]?.slice(marker.start, marker.end)}`;
    expect(found, `${marked}\n${describe(lines[marker.line] ?? [])}`).toBe(
      `${marker.start}-${marker.end} ${marker.scope}`,
    );
  }
}

/** The program without its rows of carets, and what they say. */
function read(program: string): { text: string; markers: Marker[] } {
  const text: string[] = [];
  const markers: Marker[] = [];
  for (const row of program.replace(/^\n/, '').split('\n')) {
    const [, space, carets, scope] = MARKER.exec(row) ?? [];
    if (space === undefined || carets === undefined || scope === undefined) text.push(row);
    else markers.push({ line: text.length - 1, start: space.length, end: space.length + carets.length, scope });
  }
  if (markers.length === 0) throw new Error('the program has no markers');
  return { text: text.join('\n'), markers };
}

/** The whole stretch of that scope around a marker's first character, written as a marker is. */
function stretch(tokens: readonly Token[], { start, scope }: Marker): string {
  const carries = (token: Token) => (scope === 'none' ? token.scopes.length === 1 : hasScope(token, scope));
  const at = tokens.findIndex((token) => token.start <= start && start < token.end);
  const token = tokens[at];
  if (!token || !carries(token)) return `no ${scope} at ${start}`;
  const narrowest = (other: Token) => carries(other) && scopeOf(other, scope) === scopeOf(token, scope);
  let first = at;
  let last = at;
  while (first > 0 && narrowest(tokens[first - 1] as Token)) first--;
  while (last < tokens.length - 1 && narrowest(tokens[last + 1] as Token)) last++;
  return `${tokens[first]?.start}-${tokens[last]?.end} ${scope}`;
}

/** The token's whole scope behind a shortened one. */
function scopeOf(token: Token, scope: string): string | undefined {
  return token.scopes.find((own) => own === scope || own.startsWith(`${scope}.`));
}

function describe(tokens: readonly Token[]): string {
  return tokens.map(({ text, scopes }) => `  ${JSON.stringify(text)} ${scopes.slice(1).join(' ')}`).join('\n');
}
