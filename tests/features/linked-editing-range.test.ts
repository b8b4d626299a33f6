import { applyEdits, Lines } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { linkedEditingRange } from '../../packages/language-server/src/features/linked-editing-range.ts';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';

const HEAD = 'model "M" {\n}\n';
const MARK = /[«»]|\$0/g;

/** Checks what is typed over together with the name at the cursor, `$0`: the places `«…»`. */
function checkLinked(marked: string, others: Files = {}): void {
  const text = marked.replaceAll(MARK, '');
  const before = marked.slice(0, marked.indexOf('$0')).replaceAll(MARK, '');
  const linked = linkedEditingRange(
    analyseFiles({ 'model.upsell': text, ...others }),
    new Lines(before).at(before.length),
  );
  const lines = new Lines(text);
  const edits = (linked?.ranges ?? []).flatMap(({ start, end }) => [
    { start: lines.offsetAt(start), end: lines.offsetAt(start), newText: '«' },
    { start: lines.offsetAt(end), end: lines.offsetAt(end), newText: '»' },
  ]);
  expect(applyEdits(text, edits)).toBe(marked.replace('$0', ''));
}

describe('textDocument/linkedEditingRange', () => {
  it('types over a declared name and its uses', () => {
    checkLinked(`${HEAD}driver «re$0ach» 5 by ann\ndriver x «reach» * 2\nscenario s {\n  set «reach» = 4\n}\n`);
    checkLinked(`${HEAD}owner «ann$0» "ann"\ndriver x 5 by «ann» // ann\n`);
    checkLinked(
      `${HEAD}foundation channel «$0c» "c" {\n  owner c\n}\nexpect opened of «c» >= 1\nscenario c {\n  drop «c»\n}\n`,
    );
    checkLinked(
      `${HEAD}foundation channel c {\n  touch «ca$0lls» 5/month\n}\nscenario s {\n  scale c.«calls» by 2\n}\n`,
    );
    checkLinked(`${HEAD}include "./a.upsell" as «a$0»\nexpect revenue of «a» >= $1\n`, { 'a.upsell': HEAD });
  });

  it('leaves a use alone, where somebody mostly wants another name', () =>
    checkLinked(`${HEAD}owner ann "Ann"\ndriver x 5 by a$0nn\n`));

  it('leaves a source alone, whose old name the actuals have', () =>
    checkLinked(`${HEAD}sources { t$0icket }\nfoundation channel c {\n  source ticket\n}\n`));

  it('leaves a library alone, and names of one', () => {
    checkLinked('driver re$0ach 5 by ann\ndriver x reach * 2\n');
    checkLinked(`import "./a.upsell"\n${HEAD}driver x re$0ach * 2\n`, { 'a.upsell': 'driver reach 5 by ann\n' });
  });

  it('leaves a name alone that is taken twice, as the copy of a line has it', () => {
    checkLinked(`${HEAD}driver reach 5 by ann\ndriver re$0ach 6 by ann\ndriver x reach * 2\n`);
    checkLinked(`import "./a.upsell"\n${HEAD}driver re$0ach 5 by ann\ndriver x reach * 2\n`, {
      'a.upsell': 'driver reach 5 by ann\n',
    });
  });

  it('waits until the file can be read, since a use may be hidden', () =>
    checkLinked(`${HEAD}driver re$0ach 5 by ann\ndriver x reach * 2\ndriver y reach reach\n`));

  it('has nothing for a name that is used nowhere, and for what is no name', () => {
    checkLinked(`${HEAD}driver re$0ach 5 by ann\n`);
    checkLinked(`${HEAD}dri$0ver reach 5 by ann\ndriver x reach\n`);
    checkLinked(`$0${HEAD}`);
  });

  it('ends with the first character that no name has', () => {
    const text = `${HEAD}driver reach 5 by ann\ndriver x reach\n`;
    const { wordPattern = '' } =
      linkedEditingRange(analyseFiles({ 'model.upsell': text }), { line: 2, character: 8 }) ?? {};
    expect(['reach', 'r_2', '2', 'a b', ''].map((name) => new RegExp(`^${wordPattern}$`).test(name))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
