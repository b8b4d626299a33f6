import { applyEdits, type Lines } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { documentLinks } from '../../packages/language-server/src/features/document-link.ts';
import { CANONICAL } from '../fuzz/models.ts';
import { analyseFiles, type Files, nameOf } from '../harness/analyse-text.ts';

const MONTHS = 'month,source,touches,opened\n';
const HEAD = 'model "M" {\n  currency USD\n  period 2026\n}\n';

/** Checks the links of the first file, `«…»`, and where they lead to: the others are what stands beside it. */
function checkLinks(marked: string, others: Files, targets: readonly string[], name = 'model.upsell'): void {
  const text = marked.replaceAll(/[«»]/g, '');
  const analysis = analyseFiles({ [name]: text, ...others });
  const { lines } = analysis.files[0] as { lines: Lines };
  const links = documentLinks(analysis, true);
  const edits = links.flatMap(({ range: { start, end } }) => [
    { start: lines.offsetAt(start), end: lines.offsetAt(start), newText: '«' },
    { start: lines.offsetAt(end), end: lines.offsetAt(end), newText: '»' },
  ]);
  expect(applyEdits(text, edits)).toBe(marked);
  expect(links.map(({ target = '', tooltip }) => `${nameOf(target)}: ${tooltip}`)).toEqual(targets);
}

describe('textDocument/documentLink', () => {
  it('leads from imports and parts to their files', () => {
    checkLinks('import "«./a.upsell»"\nimport "«sub/my b.upsell»"\n', { 'a.upsell': '', 'sub/my b.upsell': '' }, [
      'a.upsell: Open the library a.upsell',
      'sub/my b.upsell: Open the library my b.upsell',
    ]);
    checkLinks(`${HEAD}include "«./part.upsell»" as part at 1.08 USD per EUR\n`, { 'part.upsell': CANONICAL }, [
      'part.upsell: Open the model part.upsell',
    ]);
    checkLinks(
      `// é\r\nimport "«../x/a.upsell»"`,
      { 'x/a.upsell': '' },
      ['x/a.upsell: Open the library a.upsell'],
      'b/c.upsell',
    );
  });

  it('leads from actuals to the first of their files, and from a plan to it', () => {
    const plan = '{}';
    checkLinks(
      `${HEAD}actuals "«actuals»"\nplan "«plans/m.plan.json»"\n`,
      { 'actuals/months.csv': MONTHS, 'actuals/quarters.csv': '', 'plans/m.plan.json': plan },
      ['actuals/months.csv: Open the actuals, months.csv', 'plans/m.plan.json: Open the plan of record, m.plan.json'],
    );
    checkLinks(`${HEAD}actuals "«a b»"\n`, { 'a b/quarters.csv': '' }, [
      'a b/quarters.csv: Open the actuals, quarters.csv',
    ]);
  });

  it('leads to what is there and wrong: a model that is imported, an import that goes round', () => {
    checkLinks('import "«./a.upsell»"\n', { 'a.upsell': CANONICAL }, ['a.upsell: Open the library a.upsell']);
    checkLinks('import "«./a.upsell»"\n', { 'a.upsell': 'import "./model.upsell"\n' }, [
      'a.upsell: Open the library a.upsell',
    ]);
  });

  it('leads nowhere out of the workspace, and not to what is not there', () => {
    checkLinks('import "../../etc/a.upsell"\nimport "./none.upsell"\nimport ""\nimport\n', {}, []);
    checkLinks('import "./a.csv"\nimport "a"\n', { 'a.csv': '', a: '' }, []);
    checkLinks(`${HEAD}include "../../x/part.upsell" as part\n`, {}, []);
    checkLinks(`${HEAD}actuals "../../actuals"\nplan "../../p.json"\n`, {}, []);
    checkLinks(`${HEAD}actuals "none"\nplan "none.json"\nplan "model.upsell"\n`, {}, []);
  });

  it('leads from no text but a path', () =>
    checkLinks(
      'owner a "./a.upsell"\nimport "«./a.upsell»" // "./a.upsell"\nfoundation channel c {\n  flag "a.upsell"\n}\n',
      { 'a.upsell': '' },
      ['a.upsell: Open the library a.upsell'],
    ));

  it('has no tooltip for a client that shows none', () => {
    const analysis = analyseFiles({ 'model.upsell': 'import "./a.upsell"', 'a.upsell': '' });
    expect(documentLinks(analysis, false)).toEqual([
      {
        range: { start: { line: 0, character: 8 }, end: { line: 0, character: 18 } },
        target: 'file:///workspace/a.upsell',
      },
    ]);
  });
});
