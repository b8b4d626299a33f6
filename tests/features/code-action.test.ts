import { applyEdits, fixesOf } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import type { CodeAction, CodeActionContext, TextEdit } from 'vscode-languageserver';
import { codeActions } from '../../packages/language-server/src/features/code-action.ts';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';
import { LanguageClient } from '../harness/language-client.ts';
import { readRuleText } from '../harness/rule-fixtures.ts';
import { WHOLE_FORM } from '../harness/whole-form.ts';

const MODEL = readRuleText('minimal.upsell');
const uriOf = (name: string) => `file:///workspace/${name}`;

/** The code actions at the text between `«` and `»`, in the first file that has them. */
function actionsAt(
  marked: Files,
  { context = { diagnostics: [] }, canCreate = true }: { context?: CodeActionContext; canCreate?: boolean } = {},
): CodeAction[] {
  const [name = ''] = Object.entries(marked).find(([, text]) => text.includes('«')) ?? [];
  const files = Object.fromEntries(Object.entries(marked).map(([key, text]) => [key, text.replaceAll(/[«»]/g, '')]));
  const text = marked[name] as string;
  const place = (offset: number) => {
    const before = text.slice(0, offset).replace('«', '').split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  const range = { start: place(text.indexOf('«')), end: place(text.indexOf('»')) };
  return codeActions({ uri: uriOf(name), range, context, canCreate, form: WHOLE_FORM }, [analyseFiles(files)]);
}

/** A text after an action's edits of its file. */
function textAfter(text: string, action: CodeAction | undefined, uri = uriOf('model.upsell')): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: TextEdit['range']['start']) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  const edits = action?.edit?.changes?.[uri] ?? [];
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText })),
  );
}

const only = (...kinds: readonly string[]): CodeActionContext => ({ diagnostics: [], only: [...kinds] });

describe('textDocument/codeAction', () => {
  it('offers every fix of the diagnostics in the range, with what it mends and what it does', () => {
    const text = MODEL.replace('owner support\n', 'owner «»suport\n');
    const [first, second, ...rest] = actionsAt({ 'model.upsell': text });
    expect([first?.title, second?.title, rest]).toEqual(['Write `support`', 'Declare the owner `suport`', []]);
    expect(first?.kind).toBe('quickfix');
    expect(first?.diagnostics).toEqual([
      {
        range: { start: { line: 21, character: 8 }, end: { line: 21, character: 14 } },
        severity: 1,
        code: 'unknown-name',
        codeDescription: { href: 'file:///rules/unknown-name.md' },
        source: 'upsell',
        message: 'There is no owner `suport`. Did you mean `support`?',
      },
    ]);
    expect(textAfter(text.replaceAll(/[«»]/g, ''), first)).toBe(MODEL);
  });

  it('offers nothing beside the diagnostics', () => {
    expect(actionsAt({ 'model.upsell': MODEL.replace('800/month', '«800»').replace('0.5%', '130%') })).toHaveLength(1);
    expect(actionsAt({ 'model.upsell': MODEL.replace('volume', '«vol»ume').replace('800/month', '800') })).toEqual([]);
    expect(actionsAt({ 'model.upsell': `«${MODEL}»` })).toEqual([]);
  });

  it('prefers what is safe, and what is the only way and changes no forecast', () => {
    const preferred = (text: string) =>
      actionsAt({ 'model.upsell': text }).map(({ title, isPreferred }) => [title, isPreferred]);
    expect(preferred(MODEL.replace('800/month', '«»800'))).toEqual([['Write `800/month`', true]]);
    expect(preferred('«»expansion 20% of base\n')).toEqual([
      ['Delete the line', false],
      ['Write the machine instead: seven channels with sample numbers (the forecast changes)', false],
    ]);
    expect(preferred(`${MODEL}«»expansion 20% of base\n`)).toEqual([['Delete the line', true]]);
  });

  it('never prefers what changes the forecast', () => {
    const changing = ['layer-mismatch', 'initiator-missing'];
    const text = MODEL.replace('foundation channel', '«leverage» channel').concat(
      MODEL.slice(MODEL.indexOf('foundation')).replaceAll('ticket', 'email').replace('tickets', 'emails'),
    );
    const actions = actionsAt({ 'model.upsell': text.replace('  ticket\n', '  ticket\n  email\n') });
    expect(actions.filter(({ diagnostics }) => changing.includes(String(diagnostics?.[0]?.code)))).not.toEqual([]);
    for (const { isPreferred } of actions) expect(isPreferred).not.toBe(true);
  });

  it('creates a file, where the client can', () => {
    const files = { 'model.upsell': `import «"./own ers.upsell"»\n\n${MODEL.replace(/owner success .*\n/, '')}` };
    const [create, ...rest] = actionsAt(files);
    expect(rest).toEqual([]);
    expect(create?.edit?.documentChanges).toEqual([
      { kind: 'create', uri: uriOf('own%20ers.upsell') },
      {
        textDocument: { uri: uriOf('own%20ers.upsell'), version: null },
        edits: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            newText: '// What several models share.\n\nowner success "Success"\n',
          },
        ],
      },
    ]);
    expect(actionsAt(files, { canCreate: false })).toEqual([]);
  });

  it('edits other files', () => {
    const [head = '', tail = ''] = MODEL.split(/sources \{\n {2}ticket\n\}\n\n/);
    const [add] = actionsAt({
      'model.upsell': `import "./sources.upsell"\n\n${head}${tail.replace('source ticket', 'source «chat»')}`,
      'sources.upsell': 'sources {\n  ticket not run "No"\n}\n',
    });
    expect(Object.keys(add?.edit?.changes ?? {})).toEqual([uriOf('sources.upsell')]);
  });

  it('finds in a library what an open model says of it', () => {
    const library = 'sources {\n  ticket\n  email\n}\n';
    const model = `import "./sources.upsell"\n\n${MODEL.replace(/sources \{\n {2}ticket\n\}\n\n/, '')}`;
    const analyses = [
      analyseFiles({ 'sources.upsell': library }),
      analyseFiles({ 'model.upsell': model, 'sources.upsell': library }),
      analyseFiles({ 'other.upsell': model, 'sources.upsell': library }),
    ];
    const range = { start: { line: 2, character: 3 }, end: { line: 2, character: 3 } };
    const request = {
      uri: uriOf('sources.upsell'),
      range,
      context: { diagnostics: [] },
      canCreate: true,
      form: WHOLE_FORM,
    };
    expect(codeActions(request, analyses.slice(0, 1))).toEqual([]);
    expect(codeActions(request, analyses).map(({ title }) => title)).toEqual([
      'Mark `email` as not run',
      'Add a channel `email` with sample numbers (the forecast changes)',
    ]);
  });

  it('makes all safe fixes of the document, when it is asked for', () => {
    const text = `${MODEL}expansion 20% of base\n\nadoption 5%\n`.replace('800/month', '800');
    const at = (...kinds: readonly string[]) => actionsAt({ 'model.upsell': `«»${text}` }, { context: only(...kinds) });
    for (const kinds of [['source.fixAll.upsell'], ['source.fixAll'], ['source']]) {
      const [all, ...rest] = at(...kinds);
      expect([all?.title, all?.kind, rest]).toEqual(['Make all safe fixes', 'source.fixAll.upsell', []]);
      expect(textAfter(text, all)).toBe(`${MODEL}\n`.replace('800/month', '800'));
    }
    expect(at('source.fixAll.other')).toEqual([]);
    expect(at('source.organizeImports')).toEqual([]);
    expect(actionsAt({ 'model.upsell': `«»${MODEL}` }, { context: only('source.fixAll') })).toEqual([]);
    expect(actionsAt({ 'model.upsell': `«${text}»` }, { context: only('quickfix') })).toHaveLength(3);
    expect(actionsAt({ 'model.upsell': `«${text}»` }).map(({ kind }) => kind)).toEqual(Array(3).fill('quickfix'));
  });

  it('says by the protocol what the language says', async () => {
    const client = new LanguageClient();
    const { capabilities } = (await client.start({
      workspace: { workspaceEdit: { resourceOperations: ['create'] } },
    })) as {
      capabilities: Record<string, unknown>;
    };
    expect(capabilities['codeActionProvider']).toEqual({ codeActionKinds: ['quickfix', 'source.fixAll.upsell'] });
    const text = `import "./owners.upsell"\n${MODEL}expansion 20% of base\n`;
    await client.open(uriOf('model.upsell'), text);
    const ask = (range: object, context: object = { diagnostics: [] }): Promise<CodeAction[]> =>
      client.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri: uriOf('model.upsell') },
        range,
        context,
      });
    const everything = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const analysis = analyseFiles({ 'model.upsell': text });
    const titles = analysis.diagnostics.flatMap((one) => fixesOf(analysis, one).map(({ title }) => title));
    expect(titles).toHaveLength(2);
    expect((await ask(everything)).map(({ title }) => title)).toEqual(titles);
    expect(await ask(everything, { diagnostics: [], only: ['source.fixAll'] })).toHaveLength(1);
    expect(await client.stop()).toBe(0);
  });
});
