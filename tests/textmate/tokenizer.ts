/** The grammar as VS Code runs it: the same two libraries, line by line. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type StateStack } from 'vscode-textmate';

/** A stretch of one line, `end` exclusive, with its scopes from the outermost to the innermost. */
export interface Token {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

const GRAMMAR = new URL('../../syntaxes/upsell.tmLanguage.json', import.meta.url);
const SCOPE = 'source.upsell';

/** The grammar of `syntaxes/`, loaded once a test file. */
export const grammar: Promise<IGrammar> = load();

/** The tokens of each line of `text`, split at line feeds only: a carriage return ends its line. */
export async function tokenize(text: string): Promise<Token[][]> {
  const loaded = await grammar;
  let state: StateStack = textmate.INITIAL;
  return text.split('\n').map((content, line) => {
    const result = loaded.tokenizeLine(content, state);
    state = result.ruleStack;
    return result.tokens
      .map(({ startIndex, endIndex, scopes }) => {
        const end = Math.min(endIndex, content.length);
        return { line, start: startIndex, end, text: content.slice(startIndex, end), scopes };
      })
      .filter(({ start, end }) => end > start);
  });
}

/** Whether one of the token's scopes is `scope` or narrower: `string` holds of `string.quoted.double.upsell`. */
export function hasScope(token: Token, scope: string): boolean {
  return token.scopes.some((own) => own === scope || own.startsWith(`${scope}.`));
}

async function load(): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) =>
      scope === SCOPE ? textmate.parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), 'upsell.tmLanguage.json') : null,
  });
  const loaded = await registry.loadGrammar(SCOPE);
  if (!loaded) throw new Error(`no grammar for ${SCOPE}`);
  return loaded;
}
