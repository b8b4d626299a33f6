import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  SentTokens,
  semanticTokens,
  TOKENS_LEGEND,
} from '../../packages/language-server/src/features/semantic-tokens.ts';
import { CANONICAL, LIBRARY, LIBRARY_NAME, RICH } from '../fuzz/models.ts';
import { analyseFiles, analyseText, type Files } from '../harness/analyse-text.ts';
import { type SemanticWord, semanticWords } from '../harness/semantic-words.ts';
import { hasScope, tokenize } from '../textmate/tokenizer.ts';

const wordsOf = (files: Files, namesOnly = false): readonly SemanticWord[] => {
  const analysis = analyseFiles(files);
  return semanticWords(analysis, semanticTokens(analysis, namesOnly));
};

/** `reach:variable.declaration`, in the order of the text. */
const texts = (words: readonly SemanticWord[]): readonly string[] =>
  words.map(({ text, type, modifiers }) => [`${text}:${type}`, ...modifiers].join('.'));

const names = (text: string, others: Files = {}) => texts(wordsOf({ 'model.upsell': text, ...others }, true));
const all = (text: string) => texts(wordsOf({ 'model.upsell': text }));

describe('textDocument/semanticTokens', () => {
  it('tells names by what they are the names of', () => {
    expect(
      names(
        'owner may "May"\nsources { season renamed from spring, "Old" }\ndriver base 5 by may\nfoundation channel base "B" {\n' +
          '  source season\n  owner may\n  customer touch volume base * 1/month\n  touch calls 1/month\n}\n' +
          'scenario base {\n  set base = 6\n  set base.calls = 7\n  scale base.volume by base\n  drop base\n}\n' +
          'target revenue of base >= $1 by may\nexpect opened of base >= 1\n',
      ).join(' '),
    ).toBe(
      'may:type.declaration season:enumMember.declaration spring:enumMember.deprecated base:variable.declaration may:type ' +
        'base:class.declaration season:enumMember may:type volume:method.declaration base:variable ' +
        'calls:method.declaration base:event.declaration base:variable base:class calls:method base:class base:variable ' +
        'base:class base:class may:type base:class',
    );
  });

  it('knows a name of a library only where it is imported, and no name that nothing declares', () => {
    const text = 'driver a base_tickets * none by helpdesk\nscenario s {\n  set c.calls = 1\n}\n';
    const own = ['a:variable.declaration', 's:event.declaration'];
    expect(names(text, { [LIBRARY_NAME]: LIBRARY })).toEqual(own);
    expect(names(`import "./shared.upsell"\n${text}`, { [LIBRARY_NAME]: LIBRARY })).toEqual([
      'a:variable.declaration',
      'base_tickets:variable',
      'helpdesk:type',
      's:event.declaration',
    ]);
  });

  it('tells the parts of a portfolio from channels', () =>
    expect(
      names('model "M" {\n}\ninclude "./a.upsell" as base\nexpect revenue of base >= $1\n', { 'a.upsell': CANONICAL }),
    ).toEqual(['base:namespace.declaration', 'base:namespace']));

  it('says what all else is where the client has no grammar', () => {
    expect(all('// One\nmodel "M" {\n  currency USD\n  fiscal year starts may\n}\n')).toEqual([
      '// One:comment',
      'model:keyword',
      '"M":string',
      'currency:property',
      'USD:enumMember',
      'fiscal:property',
      'year:property',
      'starts:property',
      'may:enumMember',
    ]);
    expect(all('driver x min(5, 2)/month counted FY26 to 2026-Q1 note "n"').join(' ')).toBe(
      'driver:keyword x:variable.declaration min:function 5:number 2:number /:operator month:keyword counted:keyword ' +
        'FY26:number to:keyword 2026-Q1:number note:keyword "n":string',
    );
    expect(
      all('leverage channel c {\n  vendor touch t 5/month gated converting 1%\n  open at start 3\n}').join(' '),
    ).toBe(
      'leverage:modifier channel:keyword c:class.declaration vendor:modifier touch:keyword t:method.declaration 5:number ' +
        '/:operator month:keyword gated:modifier converting:property 1%:number open:property at:property start:property 3:number',
    );
    expect(all('closing csm {\n  owner o\n  deal size 5 USD\n  cycle 2 months\n  decided 2026-01\n}').join(' ')).toBe(
      'closing:keyword csm:enumMember owner:property deal:property size:property 5:number USD:enumMember ' +
        'cycle:property 2:number months:keyword decided:property 2026-01:number',
    );
    expect(all('expect leverage share of c in FY27 <= 5% + net revenue\nowner a "A" @a/b').join(' ')).toBe(
      'expect:keyword leverage:property share:property of:keyword in:keyword FY27:number <=:operator 5%:number ' +
        '+:operator net:property revenue:property owner:keyword a:type.declaration "A":string @a/b:decorator',
    );
  });

  it('takes a comment of several lines line by line', () => {
    const words = wordsOf({ 'model.upsell': 'sources { /* a\r\n\r\n  b */ c }\r\n' });
    expect(words.map(({ line, start, end, type }) => [line, start, end, type])).toEqual([
      [0, 0, 7, 'keyword'],
      [0, 10, 14, 'comment'],
      [2, 0, 6, 'comment'],
      [2, 7, 8, 'enumMember'],
    ]);
  });

  it('keeps numbers, texts and comments of what cannot be read, and says nothing of the rest', () =>
    expect(all('foo bar 5% "x" // y\nexpansion 20% of base\n/* never')).toEqual([
      '5%:number',
      '"x":string',
      '// y:comment',
      '/* never:comment',
    ]));

  it('answers a range with the tokens in it', () => {
    const analysis = analyseText('owner ann "Ann"\nowner bob "Bob"\nowner cid "Cid"\n');
    const at = (line: number, character: number) => ({ line, character });
    const range = (from: [number, number], to: [number, number]) => ({ start: at(...from), end: at(...to) });
    const found = (...of: Parameters<typeof range>) =>
      texts(semanticWords(analysis, semanticTokens(analysis, true, range(...of))));
    expect(found([1, 0], [1, 15])).toEqual(['bob:type.declaration']);
    expect(found([1, 8], [2, 7])).toEqual(['bob:type.declaration', 'cid:type.declaration']);
    expect(found([1, 9], [2, 6])).toEqual([]);
    expect(found([9, 0], [99, 0])).toEqual([]);
  });
});

describe('textDocument/semanticTokens/full/delta', () => {
  const tokensOf = (text: string) => semanticTokens(analyseText(text), false);

  it('sends what has changed since the last result, and all where that is another one', () => {
    const sent = new SentTokens();
    const texts = [
      CANONICAL,
      CANONICAL.replace('owner success', 'owner successes'),
      `// One\n${CANONICAL}`,
      '',
      CANONICAL.replaceAll('2025-12', '2025-11'),
      `${CANONICAL}\nowner zed "Zed"\n`,
    ];
    let data: number[] = [];
    let { resultId = '' } = sent.whole('a', tokensOf(CANONICAL));
    data = tokensOf(CANONICAL).data;
    for (const text of texts) {
      const answer = sent.since(resultId, 'a', tokensOf(text));
      if (!('edits' in answer)) throw new Error('no delta');
      for (const { start, deleteCount, data: added = [] } of answer.edits)
        data = data.toSpliced(start, deleteCount, ...added);
      expect(data).toEqual(tokensOf(text).data);
      expect(answer.resultId).not.toBe(resultId);
      resultId = answer.resultId ?? '';
    }
    expect(sent.since('none', 'a', tokensOf(CANONICAL))).toEqual({ resultId: '8', data: tokensOf(CANONICAL).data });
    expect(sent.since('8', 'b', tokensOf(''))).toEqual({ resultId: '9', data: [] });
    sent.forget('a');
    expect(sent.since('8', 'a', tokensOf(''))).toEqual({ resultId: '10', data: [] });
  });

  it('is short', () => {
    const sent = new SentTokens();
    const { resultId = '' } = sent.whole('a', tokensOf(CANONICAL));
    expect(sent.since(resultId, 'a', tokensOf(CANONICAL))).toEqual({ resultId: '2', edits: [] });
    expect(sent.since('2', 'a', tokensOf(CANONICAL.replace('\n\n', '\n\n\n')))).toEqual({
      resultId: '3',
      edits: [{ start: expect.any(Number), deleteCount: 5, data: expect.toSatisfy((data) => data.length === 5) }],
    });
  });
});

/** What the TextMate grammar has for each type, of which a theme takes the colour where it has none for the type. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  comment: ['comment'],
  string: ['string'],
  number: ['constant.numeric'],
  operator: ['keyword.operator'],
  function: ['support.function'],
  keyword: ['keyword', 'storage', 'variable.language'],
  modifier: ['storage.modifier', 'constant.language'],
  property: [
    'keyword.other.field',
    'keyword.other.metric',
    'variable.other.property',
    'storage.modifier',
    'constant.language',
  ],
  decorator: ['entity.name.tag'],
  // A source, or a word of a closed list, which is not sent to a client that colours by the grammar.
  enumMember: [
    'entity.name.type.source',
    'entity.name.type.closing',
    'constant.language',
    'keyword.other.unit.currency',
  ],
};

interface Manifest {
  readonly contributes: {
    readonly semanticTokenScopes: readonly { language: string; scopes: Readonly<Record<string, readonly string[]>> }[];
  };
}

describe('the colours of semantic tokens', () => {
  const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Manifest;
  const [mapped] = contributes.semanticTokenScopes;

  it('are those of the grammar, word by word', async () => {
    const lines = await tokenize(RICH);
    const words = wordsOf({ 'model.upsell': RICH, [LIBRARY_NAME]: LIBRARY });
    expect(words.length).toBeGreaterThan(300);
    const others = words.flatMap(({ line, start, text, type }) => {
      const token = lines[line]?.find((one) => one.start <= start && start < one.end);
      const scopes = SCOPES[type] ?? [mapped?.scopes[type]?.[0]?.replace('.upsell', '') ?? type];
      const isSame = token && scopes.some((scope) => hasScope(token, scope));
      return isSame ? [] : [`${line + 1} ${text} ${type} ${token?.scopes.slice(1).join(' ')}`];
    });
    // Whether a path begins with a channel or a driver is more than a grammar can tell.
    expect(others).toEqual(['87 tickets class variable.other.object.upsell']);
  });

  it('are mapped for all types that are sent to VS Code, and for no other', () => {
    const sent = new Set(wordsOf({ 'model.upsell': RICH, [LIBRARY_NAME]: LIBRARY }, true).map(({ type }) => type));
    expect(Object.keys(mapped?.scopes ?? {}).toSorted()).toEqual([...sent, 'namespace'].toSorted());
    for (const type of Object.keys(mapped?.scopes ?? {})) expect(TOKENS_LEGEND.tokenTypes).toContain(type);
  });
});
