import { applyEdits, fixesOf } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import type { CodeAction, CodeActionContext, TextEdit } from 'vscode-languageserver';
import { codeActions } from '../../packages/language-server/src/features/code-action.ts';
import { actionRequest } from '../harness/action-request.ts';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';
import { LanguageClient } from '../harness/language-client.ts';
import { readRuleText } from '../harness/rule-fixtures.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';

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
  return codeActions(actionRequest(uriOf(name), range, { context, canCreate }), [analyseFiles(files)]);
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

/** Where a word stands first. */
function positionOf(text: string, word: string): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

const KINDS = [
  'quickfix',
  'refactor.extract',
  'refactor.inline',
  'refactor.rewrite',
  'refactor.move',
  'source.fixAll.upsell',
];

/** What mends a problem. */
const fixing = (actions: readonly CodeAction[]) => actions.filter(({ title }) => !/^(Set|Silence) /.test(title));

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

  it('leaves laid out what was laid out', () => {
    const columns = MODEL.replace(
      'source ticket\n  owner support\n  volume 800',
      'source     ticket\n  «»volume     800',
    ).replace('conversion 0.5% measured', 'conversion 0.5%      measured');
    const [first] = fixing(actionsAt({ 'model.upsell': columns }));
    expect(first?.title).toBe('Write `owner success` into the block');
    expect(textAfter(columns.replace('«»', ''), first)).toBe(
      columns.replace('«»volume', 'owner      success\n  volume'),
    );
  });

  it('has placeholders for what is made up, and the same one for the same name', () => {
    const text = MODEL.replace(/owner .* "[^"]*"\n/g, '').replaceAll(/ +owner .*\n/g, '');
    const start = positionOf(text, 'volume');
    const [action] = codeActions(actionRequest(uriOf('model.upsell'), { start, end: start }, { takesSnippets: true }), [
      analyseFiles({ 'model.upsell': text }),
    ]);
    expect(action).toMatchObject({ title: 'Declare an owner and name it here', isPreferred: true });
    const [change] = action?.edit?.documentChanges ?? [];
    const edits = change && 'edits' in change ? change.edits : [];
    expect(edits.map((edit) => ('snippet' in edit ? edit.snippet.value : edit))).toEqual([
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a snippet
      'owner ${1:support} "${2:Support lead}"\n\n',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a snippet
      '\n  owner ${1:support}',
    ]);
  });

  it('prefers what is safe, and what is the only way and changes no forecast', () => {
    const preferred = (text: string) =>
      fixing(actionsAt({ 'model.upsell': text })).map(({ title, isPreferred }) => [title, isPreferred]);
    expect(preferred(MODEL.replace('800/month', '«»800'))).toEqual([['Write `800/month`', true]]);
    expect(preferred('«»expansion 20% of base\n')).toEqual([
      ['Write the machine instead: seven channels with sample numbers (the forecast changes)', true],
      ['Delete the line', false],
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
    const request = actionRequest(uriOf('sources.upsell'), range);
    expect(codeActions(request, analyses.slice(0, 1))).toEqual([]);
    expect(fixing(codeActions(request, analyses)).map(({ title }) => title)).toEqual([
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
    expect(capabilities['codeActionProvider']).toEqual({ codeActionKinds: KINDS });
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
    const offered = await ask(everything);
    expect(offered.map(({ title }) => title)).toEqual(titles);
    for (const action of offered) expect([action.edit !== undefined, action.data]).toEqual([true, undefined]);
    expect(await ask(everything, { diagnostics: [], only: ['source.fixAll'] })).toHaveLength(1);
    expect(await client.stop()).toBe(0);
  });

  it('offers the refactorings of what is under the cursor, of the kinds that are wanted', () => {
    const at = (context?: CodeActionContext) =>
      actionsAt({ 'model.upsell': MODEL.replace('0.5%', '0.«»5%') }, context ? { context } : {}).map(
        ({ kind }) => kind,
      );
    expect(at()).toEqual(['refactor.extract']);
    expect(at(only('refactor'))).toEqual(['refactor.extract']);
    expect(at(only('refactor.extract'))).toEqual(['refactor.extract']);
    for (const kind of ['refactor.inline', 'quickfix', 'source']) expect(at(only(kind))).toEqual([]);
    const [extract] = actionsAt({ 'model.upsell': MODEL.replace('0.5%', '0.«»5%') });
    expect(textAfter(MODEL, extract)).toContain('conversion tickets_conversion\n');
    expect(extract?.command).toBeUndefined();
  });

  it('lets the client ask for a better name, where it can', () => {
    const range = { start: { line: 23, character: 15 }, end: { line: 23, character: 15 } };
    const renaming = (name: string) => ({ title: 'Rename', command: 'client.rename', arguments: [name] });
    const request = actionRequest(uriOf('model.upsell'), range, { renaming });
    const [extract] = codeActions(request, [analyseFiles({ 'model.upsell': MODEL })]);
    expect(extract?.command?.arguments).toEqual(['tickets_conversion']);
  });

  describe('of a problem that need not be mended', () => {
    const text = MODEL.replace('0.5% measured 2025', '«0.5%»');
    const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);

    it('silences it, with words to write over', () => {
      const actions = actionsAt({ 'model.upsell': text });
      expect(titles(actions)).toEqual([
        'Mark it `estimated 2026-01`',
        'Silence `no-provenance` on this line, with a reason',
        'Set `no-provenance` to `error` in upsell.config.json',
        'Set `no-provenance` to `warning` in upsell.config.json',
        'Set `no-provenance` to `off` in upsell.config.json',
        'Extract into the driver `tickets_conversion`',
      ]);
      // What is not a way to mend it does not take the place of the only one.
      expect(actions.map(({ isPreferred }) => isPreferred === true)).toEqual([true, false, false, false, false, false]);
      expect(textAfter(text.replaceAll(/[«»]/g, ''), actions[1])).toContain(
        '  // upsell-ignore no-provenance: the reason is still to be written\n  conversion 0.5%\n',
      );
    });

    it('is offered behind what mends it', () => {
      const future = MODEL.replace('0.5% measured 2025', '0.5% «estimated 2027-03»');
      expect(titles(actionsAt({ 'model.upsell': future })).slice(0, 2)).toEqual([
        'Write `estimated 2026-01`',
        'Silence `future-evidence` on this line, with a reason',
      ]);
    });

    it('is a snippet where the client takes one', () => {
      const range = { start: { line: 23, character: 14 }, end: { line: 23, character: 14 } };
      const request = actionRequest(uriOf('model.upsell'), range, { takesSnippets: true });
      const analysis = analyseFiles({ 'model.upsell': text.replaceAll(/[«»]/g, '') });
      const silence = codeActions(request, [analysis]).find(({ title }) => title.startsWith('Silence'));
      const start = { line: 23, character: 0 };
      const value = `  // upsell-ignore no-provenance: \${1:the reason is still to be written}\n`;
      expect(silence?.edit?.documentChanges).toEqual([
        {
          textDocument: { uri: uriOf('model.upsell'), version: null },
          edits: [{ range: { start, end: start }, snippet: { kind: 'snippet', value } }],
        },
      ]);
    });

    it('sets the severity in the file that is there, or in a new one', () => {
      const range = { start: { line: 23, character: 14 }, end: { line: 23, character: 14 } };
      const analysis = analyseFiles({ 'model.upsell': text.replaceAll(/[«»]/g, '') });
      const uri = uriOf('upsell.config.json');
      const severity = (config: string | undefined, canCreate = true, version?: null) => {
        const request = actionRequest(uriOf('model.upsell'), range, {
          canCreate,
          config: () => ({ uri, text: config, version }),
        });
        return codeActions(request, [analysis]).find(({ title }) => title.includes('`off`'))?.edit;
      };
      expect(severity('{ "rules": { "no-provenance": "error" } }')).toEqual({
        changes: {
          [uri]: [{ range: { start: { line: 0, character: 30 }, end: { line: 0, character: 37 } }, newText: '"off"' }],
        },
      });
      expect(severity('{}', true, null)?.documentChanges).toMatchObject([{ textDocument: { uri, version: null } }]);
      expect(severity(undefined)?.documentChanges?.[0]).toEqual({ kind: 'create', uri });
      expect(severity(undefined, false)).toBeUndefined();
      expect(severity('{ broken')).toBeUndefined();
    });

    it('is not offered for what leaves a number without a value, nor for many lines', () => {
      expect(titles(actionsAt({ 'model.upsell': MODEL.replace('0.5%', '«130%»') }))).toEqual([
        'Write `13%` (the forecast changes)',
      ]);
      expect(titles(actionsAt({ 'model.upsell': `«${text.replaceAll(/[«»]/g, '')}»` }))).toEqual([
        'Mark it `estimated 2026-01`',
      ]);
    });
  });

  it('makes the edit of the action that is chosen, and of none in another version of the document', async () => {
    const client = new LanguageClient();
    const { capabilities } = (await client.start({
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
      textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } },
      experimental: { commands: { commands: ['upsell.renameNew'] } },
    })) as { capabilities: Record<string, unknown> };
    expect(capabilities['codeActionProvider']).toEqual({ codeActionKinds: KINDS, resolveProvider: true });
    // As the client writes it.
    const uri = uriOf('my%2Dmodel.upsell');
    const text = MODEL.replace('0.5% measured 2025', '0.5%');
    await client.open(uri, text);
    const range = { start: { line: 23, character: 15 }, end: { line: 23, character: 15 } };
    const ask = (): Promise<CodeAction[]> =>
      client.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [] },
      });
    const resolve = (action: CodeAction | undefined): Promise<CodeAction> =>
      client.connection.sendRequest('codeAction/resolve', action);
    const offered = await ask();
    expect(offered.map(({ edit }) => edit)).toEqual(offered.map(() => undefined));
    const resolved = await Promise.all(offered.map(resolve));
    for (const { edit } of resolved) expect(edit).toBeDefined();
    const [mark, extract] = [resolved[0], resolved.at(-1)];
    expect(textAfter(text, mark, uri)).toBe(text.replace('0.5%', `0.5% estimated ${mark?.title.slice(-8, -1)}`));
    expect(textAfter(text, extract, uri)).toContain('driver tickets_conversion 0.5% by support\n');
    expect(extract?.command?.arguments).toEqual([uri, 'tickets_conversion']);
    await client.change(uri, `${text}\n`, 2);
    for (const action of offered) expect((await resolve(action)).edit).toBeUndefined();
    expect(
      (await resolve({ ...offered[0], title: 'Another one', data: (await ask())[0]?.data } as CodeAction)).edit,
    ).toBeUndefined();
    expect((await resolve((await ask())[0])).edit).toBeDefined();
    expect(await resolve({ title: 'No data' })).toEqual({ title: 'No data' });
    expect(await client.stop()).toBe(0);
  });

  it('sets a severity in what is open and not saved, of that version, and asks the client to tell of it', async () => {
    const folder = new TemporaryFolder();
    const config = folder.uri('upsell.config.json');
    folder.write({ 'upsell.config.json': '{}\n' });
    const client = new LanguageClient();
    const registered = new Promise<{ method: string; registerOptions: { documentSelector: unknown } }[]>((resolve) =>
      client.connection.onRequest('client/registerCapability', ({ registrations }) => {
        resolve(registrations);
        return null;
      }),
    );
    await client.start(
      {
        workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
        textDocument: { synchronization: { dynamicRegistration: true } },
      },
      [folder.path],
    );
    const told = await registered;
    expect(told.map(({ method }) => method).sort()).toEqual([
      'textDocument/didChange',
      'textDocument/didClose',
      'textDocument/didOpen',
    ]);
    for (const { registerOptions } of told)
      expect(registerOptions.documentSelector).toEqual([{ pattern: '**/upsell.config.json' }]);
    const uri = folder.uri('a.upsell');
    await client.open(uri, MODEL.replace('0.5% measured 2025', '0.5%'));
    const at = { line: 23, character: 15 };
    const edited = async () => {
      const context = { diagnostics: [] };
      const asked = { textDocument: { uri }, range: { start: at, end: at }, context };
      const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', asked);
      return actions.find(({ title }) => title.includes('`off`'))?.edit?.documentChanges;
    };
    const changed = (version: number | null, line: number, character: number) => [
      {
        textDocument: { uri: config, version },
        edits: [expect.objectContaining({ range: { start: { line, character }, end: expect.anything() } })],
      },
    ];
    expect(await edited()).toEqual(changed(null, 0, 1));
    await client.open(config, '{\n  "rules": {\n    "unused-owner": "off"\n  }\n}\n', 4);
    expect(await edited()).toEqual(changed(4, 2, 25));
    // Half-typed, there is no place that is certainly right.
    await client.change(config, '{\n  "rules": {\n    "unused-ow\n', 5);
    expect(await edited()).toBeUndefined();
    await client.close(config);
    expect(await edited()).toEqual(changed(null, 0, 1));
    expect(await client.stop()).toBe(0);
    folder.remove();
  });
});
