import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../harness/language-client.ts';
import { checkRefusal, checkRename } from '../harness/name-marks.ts';

const elsewhere = (name: string, line: number, file = 'model.upsell') =>
  `With the name \`${name}\`, line ${line} of ${file} would say something else: choose another name.`;

describe('textDocument/rename', () => {
  it('edits every place of the name and no other', () =>
    checkRename(
      `owner ann "ann"
driver ann 5 by ann // ann
driver y ⟦an$0n⟧/month, 2 - ann from 2026-02 by ann note "ann"
foundation channel ann {
  owner ann
  touch ann ann/month
}
scenario ann {
  set ann = 5
  scale ann.ann by -ann
}
`,
      'accounts',
      `owner ann "ann"
driver accounts 5 by ann // ann
driver y accounts/month, 2 - accounts from 2026-02 by ann note "ann"
foundation channel ann {
  owner ann
  touch ann accounts/month
}
scenario ann {
  set accounts = 5
  scale ann.ann by -accounts
}
`,
    ));

  it('renames a touch in its channel', () =>
    checkRename(
      `foundation channel a {
  touch x 5/month
}
foundation channel b {
  touch x 5/month
  touch y 5/month
}
scenario s {
  set a.⟦$0x⟧.converting = 5%
  set b.x = 5/month
}
`,
      'y',
      `foundation channel a {
  touch y 5/month
}
foundation channel b {
  touch x 5/month
  touch y 5/month
}
scenario s {
  set a.y.converting = 5%
  set b.x = 5/month
}
`,
    ));

  it('edits imported files, open or not, and every open model that imports them', async () => {
    const files = (x: string, before: string) => `//- one.upsell
import "./shared.upsell"
driver a ${x} by ann
//- two.upsell
import "./shared.upsell"
driver b 2 * ${before} by ann
//- shared.upsell
driver ${x} 5 by ann
driver  y ${x} by ann
`;
    await checkRename(files('x', '⟦$0x⟧'), 'reach', files('reach', 'reach'));
    await checkRename(files('x', '⟦$0x⟧'), 'reach', files('reach', 'reach'), ['shared.upsell']);
    await checkRename(files('x', '⟦$0x⟧'), 'reach', files('reach', 'reach').replace('a reach', 'a x'), ['one.upsell']);
  });

  it('leaves what was laid out in its columns, in every file, and what was not as it was', () => {
    const files = (used: string, declared: string) => `//- model.upsell
import "./shared.upsell"

scenario more {
  set ${used} = 3
}

driver loose  2*${used} by ann
//- shared.upsell
owner ann "Ann"

driver ${declared} 5 by ann
`;
    return checkRename(
      files('⟦$0x⟧', 'x  2 by ann\ndriver ab').replace('2*⟦$0x⟧', '2*x'),
      'accounts',
      files('accounts', 'accounts 2 by ann\ndriver ab      '),
    );
  });

  it('remembers what a source was called, so that old rows of actuals still join it', async () => {
    const sources = (list: string, name: string) =>
      `sources {\n  first\n  ${list}\n  last not run "x"\n}\nfoundation channel c {\n  source ${name}\n}\n`;
    const check = (before: string, newName: string, after: string) =>
      checkRename(sources(before, '⟦csm$0⟧'), newName, sources(after, newName));
    await check('csm', 'csm_touch', 'csm_touch renamed from csm');
    await check('csm "CSM"', 'csm_touch', 'csm_touch "CSM" renamed from csm');
    await check('csm not run "No time" // why', 'csm_touch', 'csm_touch not run "No time" renamed from csm // why');
    await check('csm renamed from a, "B (old)" // why', 'csm_touch', 'csm_touch renamed from a, "B (old)", csm // why');
    await check('csm renamed from a, csm_touch', 'csm_touch', 'csm_touch renamed from a, csm');
    await check('csm renamed from "csm_touch" not run "x"', 'csm_touch', 'csm_touch renamed from csm not run "x"');
    await check('csm renamed from a renamed from b', 'csm_touch', 'csm_touch renamed from a renamed from b, csm');
    await check('csm renamed from csm', 'csm_touch', 'csm_touch renamed from csm');
  });

  it('edits nothing for the same name', () => checkRename('sources { ⟦$0a⟧ }\n', 'a', 'sources { a }\n'));

  it('puts a driver into parentheses where its new name would be a unit or begin a field', async () => {
    const check = (number: string, newName: string, expected: string) =>
      checkRename(
        `driver ⟦$0x⟧ 5 by ann\ndriver  y ${number} by ann\n`,
        newName,
        `driver ${newName} 5 by ann\ndriver  y ${expected} by ann\n`,
      );
    await check('1/x', 'month', '1/(month)');
    await check('x / x / (x) * x', 'year', 'year / (year) / (year) * year');
    await check('x/month', 'month', 'month/month');
    await check('1 per month / x', 'week', '1 per month / (week)');
    await check('1 / /* per */ x', 'day', '1 / /* per */ (day)');
    await check('1 / x', 'months', '1 / months');
    await check('x +\n  x', 'volume', 'volume +\n  (volume)');
    await check('max(\n  x,\n  x, x\n)', 'owner', 'max(\n  (owner),\n  (owner), owner\n)');
    await check('2,\n  x from 2026-02', 'model', '2,\n  (model) from 2026-02');
    await check('2 *\n  /* so */ x', 'expect', '2 *\n  /* so */ (expect)');
    await check('2 *\n  x', 'decided', '2 *\n  decided');
    const closing = (number: string) => `closing csm {\n  win rate 2 *\n    ${number}\n}\n`;
    await checkRename(
      `driver ⟦$0x⟧ 5 by ann\n${closing('x')}`,
      'decided',
      `driver decided 5 by ann\n${closing('(decided)')}`,
    );
  });

  it('refuses what would be read in another way, and says where', async () => {
    await checkRefusal('driver x 5 by\n  $0ann\nowner ann "Ann"\n', 'volume', elsewhere('volume', 2));
    await checkRefusal(
      'scenario s {\n  set $0x.volume = 5/month\n}\nleverage channel x {\n}\n',
      'closing',
      elsewhere('closing', 2),
    );
    await checkRefusal(
      'leverage channel x {\n  touch y 5/month\n}\nscenario s {\n  set x.$0y = 5/month\n}\n',
      'volume',
      elsewhere('volume', 5),
    );
    // A word that is none of the language's, but a field's in a path.
    await checkRefusal(
      'leverage channel x {\n  touch y 5/month\n}\nscenario s {\n  set x.$0y = 5/month\n}\n',
      'win_rate',
      elsewhere('win_rate', 5),
    );
    await checkRefusal(
      'driver x 5 by ann\ndriver Q1_x 5 by ann\ndriver z $0x-Q1_x by ann\n',
      'FY27',
      elsewhere('FY27', 3),
    );
    await checkRefusal('sources {\n  a not $0x\n}\n', 'run', elsewhere('run', 2));
    for (const empty of ['', '  '])
      await checkRefusal('driver $0x 5\n', empty, 'Write a name: letters, digits and underscores, and no digit first.');
    await checkRefusal('driver\n  $0x 20% by ann\n', 'expansion', elsewhere('expansion', 2));
    await checkRefusal(
      '//- model.upsell\nimport "./my shared.upsell"\ndriver $0x 5 by ann\n//- my shared.upsell\ndriver z 5 by ann\n',
      '0x',
      '`0x` is not a name: write letters, digits and underscores, and no digit first.',
    );
    await checkRefusal(
      '//- model.upsell\nimport "./my shared.upsell"\ndriver y $0x by ann\n//- my shared.upsell\ndriver\n\n  x 5 by ann\n',
      'quota',
      elsewhere('quota', 3, 'my shared.upsell'),
    );
  });

  it('refuses a name that something unknown already has', () =>
    checkRefusal('driver $0x 5 by ann\ndriver z\n  y by ann\n', 'y', elsewhere('y', 3)));

  it('refuses a name that is taken in the same kind', async () => {
    const taken = (kind: string, name: string) =>
      `There is ${kind === 'owner' ? 'an' : 'a'} ${kind} \`${name}\` already: choose another name.`;
    await checkRefusal('owner $0ann "Ann"\nowner bob "Bob"\n', 'bob', taken('owner', 'bob'));
    await checkRefusal('sources { $0a b }\n', 'b', taken('source', 'b'));
    await checkRefusal('foundation channel c {\n  touch $0a 5/month\n  touch b 5/month\n}\n', 'b', taken('touch', 'b'));
    await checkRefusal('include "a.upsell" as $0a\ninclude "b.upsell" as b\n', 'b', taken('channel', 'b'));
    await checkRefusal(
      '//- model.upsell\nimport "./shared.upsell"\ndriver x 5 by ann\ndriver z $0y by ann\n//- shared.upsell\ndriver y 5 by ann\n',
      'x',
      taken('driver', 'x'),
    );
    await checkRefusal(
      'sources {\n  $0a\n  b renamed from c, "d"\n}\n',
      'd',
      'The source `b` was once named `d`: choose another name.',
    );
    await checkRename('owner ⟦$0ann⟧ "Ann"\ndriver bob 5 by ann\n', 'bob', 'owner bob "Ann"\ndriver bob 5 by bob\n');
  });

  it('refuses one of several with the same name', () =>
    checkRefusal(
      'driver x 5 by ann\ndriver x 6 by ann\ndriver y $0x by ann\n',
      'z',
      '2 drivers are named `x`, so it is not clear which one is meant: rename one of them by hand first.',
    ));

  it('refuses in the name of an open model what the document itself allows', () =>
    checkRefusal(
      '//- shared.upsell\ndriver $0x 5 by ann\n//- model.upsell\nimport "./shared.upsell"\ndriver z 5 / x by ann\ndriver y 5 by ann\n',
      'y',
      'There is a driver `y` already: choose another name.',
    ));

  it('says that nothing can be renamed where no known name stands', async () => {
    for (const text of ['driver x 5 by $0ann', 'sources { a renamed from $0b }', 'own$0er ann "Ann"'])
      await checkRefusal(`${text}\n`, 'y', null);
  });

  it('renames around errors', () =>
    checkRename(
      'driver ⟦$0x⟧ 5 by ann\ndriver y 3 %% x by ann\nnonsense\ndriver z x by ann\n',
      'w',
      'driver w 5 by ann\ndriver y 3 %% x by ann\nnonsense\ndriver z w by ann\n',
    ));
});

describe('upsell lsp --stdio', () => {
  it('finds, highlights and renames a name over an open model and a library that is not open', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'upsell-names-'));
    const client = new LanguageClient();
    const [model, shared] = ['model.upsell', 'shared.upsell'].map(
      (name) => pathToFileURL(path.join(folder, name)).href,
    );
    writeFileSync(path.join(folder, 'shared.upsell'), '\r\ndriver reach 5 by ann\r\n');
    const { capabilities } = await client.start({ textDocument: { rename: { prepareSupport: true } } });
    expect(capabilities).toMatchObject({
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: { prepareProvider: true },
    });
    await client.open(model as string, 'import "./shared.upsell"\ndriver twice 2 / reach by ann\n');
    const ask = (method: string, more: object = {}) =>
      client.connection.sendRequest(`textDocument/${method}`, {
        textDocument: { uri: model },
        position: { line: 1, character: 18 },
        ...more,
      });
    const range = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    expect(await ask('definition')).toEqual([{ uri: shared, range: range(1, 7, 12) }]);
    expect(await ask('references', { context: { includeDeclaration: true } })).toEqual([
      { uri: model, range: range(1, 17, 22) },
      { uri: shared, range: range(1, 7, 12) },
    ]);
    expect(await ask('references', { context: { includeDeclaration: false } })).toHaveLength(1);
    expect(await ask('documentHighlight')).toEqual([{ range: range(1, 17, 22), kind: 2 }]);
    expect(await ask('prepareRename')).toEqual({ range: range(1, 17, 22), placeholder: 'reach' });
    expect(await ask('prepareRename', { position: { line: 1, character: 2 } })).toBeNull();
    expect(await ask('rename', { newName: 'month' })).toEqual({
      changes: {
        [model as string]: [{ range: range(1, 17, 22), newText: '(month)' }],
        [shared as string]: [{ range: range(1, 7, 12), newText: 'month' }],
      },
    });
    await expect(ask('rename', { newName: 'twice' })).rejects.toThrow('There is a driver `twice` already');
    expect(await ask('definition', { textDocument: { uri: shared } })).toBeNull();
    expect(await client.stop()).toBe(0);
    rmSync(folder, { recursive: true });
    expect(client.logged).toEqual([]);
  });
});
