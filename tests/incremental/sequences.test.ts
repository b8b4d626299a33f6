import { describe, it } from 'vitest';
import { LIBRARY, LIBRARY_NAME, RICH } from '../fuzz/models.ts';
import { Session } from './session.ts';
import { EXAMPLES, type Workspace } from './workspaces.ts';

/*
 * Edits after which much more has changed than the text that they touch. Each is undone again, and undone in one step after
 * all others: what was taken from a version before must not outlive it.
 */
const rich: Workspace = { name: 'rich', files: { 'model.upsell': RICH, [LIBRARY_NAME]: LIBRARY } };
const portfolio = EXAMPLES.find(({ name }) => name === 'portfolio') as Workspace;

type Edit = (text: string) => string;

const replaced =
  (find: string, put: string): Edit =>
  (text) => {
    if (!text.includes(find)) throw new Error(`not in the text: ${find}`);
    return text.replace(find, () => put);
  };

const inFront =
  (put: string): Edit =>
  (text) =>
    put + text;
const behind =
  (put: string): Edit =>
  (text) =>
    text + put;

/** Plays edits of one file, each checked; then the way back, and the first text again. */
function check(workspace: Workspace, name: string, edits: readonly Edit[]): void {
  const session = new Session(workspace);
  const texts = [workspace.files[name] as string];
  for (const edit of edits) texts.push(edit(texts[texts.length - 1] as string));
  const [first] = texts as [string];
  for (const text of [...texts, ...texts.toReversed(), texts[texts.length - 1] as string, first]) {
    session.change(name, text);
    session.check();
  }
}

describe('one edit that changes more than its place', () => {
  it.each<[string, readonly Edit[]]>([
    [
      'a comment that opens before everything, and closes',
      [inFront('/*'), behind('*/'), replaced('sources', '*/sources')],
    ],
    [
      'a comment between two blocks that opens and closes',
      [replaced('}\n\nowner', '}\n/* \nowner'), replaced('\nsources', '*/\nsources')],
    ],
    [
      'a text that is not closed',
      [replaced('"Rich model"', '"Rich model'), replaced('"Support lead"', 'Support lead"')],
    ],
    [
      'a comment that opens in a block of no declaration, and closes in another one',
      [replaced('model "Rich model" {', 'plan "p.json" plan "Rich model" {/**'), replaced('sources {', 'sources */ {')],
    ],
    ['a block that is not closed', [replaced('gated converting 2% estimated 2026-01\n', '{'), behind('}')]],
    ['a brace too many', [replaced('after 6 months', 'after 6 months }'), behind('}}')]],
    [
      'a comment that reaches the next block over its indentation',
      [
        replaced('\n\nretention', '\n// then\n  retention'),
        replaced('// then\n', '// then'),
        replaced('// then ', '// then\n'),
      ],
    ],
    [
      'the word before `channel` behind another declaration',
      [replaced('\n\nleverage channel', ' leverage\nchannel'), replaced(' leverage\nchannel', ' leverag\nchannel')],
    ],
    [
      '`sources` that are never closed, before braces that come and go',
      [
        replaced('sources {', 'sources {\n  first\ndriver spare 2 by growth\nowner late "Late"\nsources {'),
        replaced('owner late "Late"\nsources {', 'owner late "Late"\n}\nsources {'),
        replaced('"Late"\n}', '"Late"\n'),
        replaced('owner late "Late"', 'owner late "Late {'),
        replaced('"Late {', '"Late" }'),
      ],
    ],
    ['two blocks on one line', [replaced('}\n\nretention', '} retention'), replaced('} retention', '}retention')]],
    [
      'declarations on one line',
      [replaced('\nowner growth', ' owner growth'), replaced('\ndriver cadence', 'driver cadence')],
    ],
    [
      'a declaration\u2019s word that is half typed',
      [replaced('foundation channel t', 'foundatio channel t'), replaced('foundatio channel', 'foundation channe')],
    ],
    [
      'a name that others use',
      [replaced('driver accounts', 'driver account'), replaced('channel tickets', 'channel csm_touches')],
    ],
    [
      'a second model and a second closing model',
      [behind('model "Again" { currency EUR period 2026 }\n'), behind('closing csm {}\n')],
    ],
    ['no model', [replaced('model "Rich model"', 'modell "Rich model"'), () => '', inFront('driver a 1 by b')]],
    [
      'an import that leads nowhere, or back',
      [replaced('./shared', './shard'), replaced('./shard', './model'), inFront('import\n')],
    ],
    [
      'a comment that silences, and does not',
      [replaced('driver cadence', '// upsell-ignore unused-driver\ndriver cadence'), replaced('-ignore', '-ignor')],
    ],
    [
      'other line ends',
      [(text) => text.replaceAll('\n', '\r\n'), (text) => text.replaceAll('\r\n', '\r'), replaced('\r', '\n')],
    ],
    ['a byte order mark', [inFront('\uFEFF'), inFront('\uFEFF\r\n'), replaced('sources', '\uFEFFsources')]],
    [
      'halves of characters',
      [behind('// \ud83d'), behind('\ude00'), replaced('"Growth PM"', '"\ud83d"'), inFront('\ude00')],
    ],
    [
      'an expression that is too deep',
      [replaced('min(300', `${'('.repeat(400)}min(300`), replaced('by growth', '-'.repeat(400))],
    ],
    ['a text over the limit', [behind(`// ${'x'.repeat(2_000_000)}\n`), behind('driver late 1 by growth\n')]],
  ])('%s', (_, edits) => check(rich, 'model.upsell', edits));
});

describe('an edit of another file', () => {
  it.each<[string, readonly Edit[]]>([
    [
      'a library that loses a name',
      [replaced('base_tickets', 'tickets'), inFront('\n\n// moved\n'), behind('owner support "Twice"\n')],
    ],
    ['a library that becomes a model', [inFront('model "Not a library" { currency USD period 2026 }\n')]],
    ['a library that imports its importer', [inFront('import "./model.upsell"\n'), replaced('./model', './no')]],
    ['a library that is not understood', [inFront('channel {'), () => '"', () => '']],
  ])('%s', (_, edits) => check(rich, LIBRARY_NAME, edits));

  it.each<[string, readonly Edit[]]>([
    [
      'a part with other figures, and moved',
      [replaced('410/month', '411/month'), inFront('\n\n'), replaced('EUR', 'USD')],
    ],
    ['a part that is no model', [replaced('model "', 'mode "'), () => '']],
    ['a part that includes its whole', [behind('include "./portfolio.upsell" as all\n')]],
  ])('%s', (_, edits) => check(portfolio, 'emea.upsell', edits));

  it('a portfolio that takes a part away, and includes it twice', () =>
    check(portfolio, 'portfolio.upsell', [
      replaced('include "./emea.upsell" as emea at 1.08 USD per EUR\n', ''),
      behind(
        'include "./emea.upsell" as emea at 1.08 USD per EUR\ninclude "./emea.upsell" as again at 1 USD per EUR\n',
      ),
      inFront('// first\n\n'),
    ]));
});
