import { monthOf } from '@upsell/engine';
import { analyse, parseFile } from '@upsell/language';
import { expect, it } from 'vitest';
import { Publications } from '../../packages/language-server/src/features/publish-diagnostics.ts';

const FORM = { related: true, unnecessary: true, pages: false, rulePages: undefined };
const LIBRARY = 'file:///shared.upsell';

it('what an open root says of a text stands again when that text is back, and no other root is open that saw another one', () => {
  const [first, second] = ['driver a 1 by nobody\n', 'driver a 2 by nobody\n'].map((text) => parseFile(LIBRARY, text));
  const analysed = (root: string, library = first) =>
    analyse(parseFile(root, 'import "./shared.upsell"\n'), { load: () => library }, { asOf: monthOf(2026, 1) });
  const publications = new Publications(() => FORM);
  const [one, other] = ['file:///one.upsell', 'file:///other.upsell'] as const;
  const analysis = analysed(one);
  publications.update(one, analysis);
  publications.update(other, analysed(other, second));
  expect(publications.of(LIBRARY)).toHaveLength(1);
  publications.update(other, undefined);
  publications.update(one, analysis);
  expect(publications.of(LIBRARY)).toHaveLength(1);
});
