import { describe, expect, it } from 'vitest';
import { checkFolds, linesHidden } from '../harness/check-structure.ts';

describe('textDocument/foldingRange', () => {
  it('folds blocks, one inside of another, up to their braces', () => {
    checkFolds('model "M" {⟦\n  currency USD\n⟧}\nowner ann "Ann"\nsources {⟦\n  a\n⟧}\nretention {}\n');
    checkFolds(
      'scenario s {⟦\n  closing csm {⟦\n    owner ann\n  ⟧}\n  drop c\n⟧}\nfoundation channel c {⟦\r\n  volume 5/month\r\n⟧}\r\n',
    );
  });

  it('folds a number with several steps behind the first one', () =>
    checkFolds(
      'driver accounts 240 counted 2026-01,⟦\n  252 from 2026-08 by ann⟧ // now\nclosing csm {⟦\n  closers 1,⟦\n    2 from 2026-06⟧\n⟧}\n',
    ));

  it('folds comments of several lines, and line comments that follow each other on lines of their own', () => {
    checkFolds(
      '/**⟦\n * A model.\n */⟧\nmodel "M" {} /* a */\n// one\n\n// two⟦\n  // three⟧\nowner ann "Ann" // four\n// five\n',
    );
    expect(linesHidden('// one\n// two\n')).toEqual(['1-2 comment']);
    checkFolds('sources {⟦\n  // one⟦\n  // two⟧\n  a // "\n⟧}\n');
  });

  it('folds regions as VS Code does without a server, also around comments', () => {
    const text =
      '// #region Owners\n// They answer.\n// All of them.\nowner ann "Ann"\n//#region\n//#endregion\n// #endregion\n';
    expect(linesHidden(text)).toEqual(['1-7 region', '2-3 comment', '5-6 region']);
    expect(linesHidden('// #region\nmodel "M" {\n// #endregion\n}\n')).toEqual(['1-3 region']);
    expect(linesHidden('// #endregion\nowner ann "Ann"\n// #region\n')).toEqual([]);
  });

  it('folds imports that follow each other', () => {
    const text = 'import "./a.upsell"\n\nimport "./b.upsell"\nowner ann "Ann"\nimport "./c.upsell"\n';
    expect(linesHidden(text)).toEqual(['1-3 imports']);
    checkFolds('import "./a.upsell"⟦\nimport "./b.upsell"⟧');
  });

  it('keeps a line in sight on which something else follows', () => {
    expect(linesHidden('model "M" {\n  currency USD\n}\n')).toEqual(['1-2']);
    expect(linesHidden('model "M" {\n  currency USD }\n')).toEqual([]);
    expect(linesHidden('model "M" {\n}\n')).toEqual([]);
    expect(linesHidden('sources {\n  a\n} retention {\n  after 3 months\n}\n')).toEqual(['1-2', '3-4']);
    expect(linesHidden('sources {\n  a\n} /* b */ retention {\n  after 3 months\n}\n')).toEqual(['1-2', '3-4']);
    expect(linesHidden('driver x 5,\n  6 from 2026-08 /* a\n b */\n')).toEqual(['2-3 comment']);
    expect(linesHidden('import "./a.upsell"\nimport "./b.upsell" model "M" {\n  currency USD\n}\n')).toEqual(['2-3']);
    expect(linesHidden('driver x 5,\n  6 from 2026-08 /* a */ // b\n')).toEqual(['1-2']);
  });

  it('ends a block that is never closed before the next declaration', () => {
    checkFolds(
      'foundation channel c {⟦\n  volume 5/month\n  owner ann⟧\n\n// More.\nmodel "M" {⟦\n  currency USD\n⟧}\n',
    );
    checkFolds('scenario s {⟦\n  closing csm {⟦\n    win rate 5%⟧⟧\n');
    expect(linesHidden('}\n{\n}\n}}\nmodel "M" {')).toEqual([]);
  });

  it('knows a brace in a text or a comment from one of a block', () =>
    checkFolds('model "M {" {⟦ // {\n  /* } */\n  currency USD\n⟧}\n'));

  it('leaves out the innermost where a client takes only so many', () => {
    const text = 'scenario s {\n  closing csm {\n    owner ann\n  }\n}\nsources {\n  a\n}\n// one\n// two\n';
    expect(linesHidden(text)).toEqual(['1-4', '2-3', '6-7', '9-10 comment']);
    expect(linesHidden(text, 3)).toEqual(['1-4', '6-7', '9-10 comment']);
    expect(linesHidden(text, 1)).toEqual(['1-4']);
    expect(linesHidden(text, 0)).toEqual([]);
  });

  it('has nothing to fold in an empty file', () => expect(linesHidden('')).toEqual([]));
});
