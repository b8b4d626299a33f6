import { readFileSync } from 'node:fs';
import { work } from '@upsell/engine';
import { type Outline, outlineOf, parseFile, resolveImport } from '@upsell/language';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actuals, Import, ModelBlock } from '../../packages/language/src/generated/ast.ts';
import { mentionsIn } from '../../packages/language/src/names/mentions.ts';
import { propertyRange } from '../../packages/language/src/tree.ts';
import { workspaceFiles } from '../bench/workspace-files.ts';
import { seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { arbitraryModel } from '../oracle/random-model.ts';

const URI = 'file:///workspace/model.upsell';

/** The outline as the tree has it. */
function fromTree(text: string): Outline {
  const file = parseFile(URI, text);
  const at = (start: number, end: number) => ({ at: file.lines.at(start), length: end - start });
  const titles = (file.nodes.get('ModelBlock') as readonly ModelBlock[]).map((node) => {
    const { start, end } = propertyRange(node, 'title');
    return { start, kind: 'model' as const, name: node.title, ...at(start, end) };
  });
  const declared = mentionsIn(file).flatMap(({ kind, name, declares, start, end }) =>
    declares && kind !== 'touch' ? { start, kind, name, ...at(start, end) } : [],
  );
  return {
    names: [...titles, ...declared].sort((a, b) => a.start - b.start).map(({ start: _, ...name }) => name),
    imports: (file.nodes.get('Import') as readonly Import[]).map(({ path }) => resolveImport(URI, path)),
    actuals: (file.nodes.get('Actuals') as readonly Actuals[]).map(({ path }) => resolveImport(URI, path)),
  };
}

describe('the outline of a text', () => {
  it('has the names and imports of its tree', () => {
    const example = new URL('../../examples/canonical/canonical.upsell', import.meta.url);
    const texts = [readFileSync(example, 'utf8'), ...[...workspaceFiles().values()].filter((_, i) => i % 90 === 0)];
    for (const text of texts) expect(outlineOf(URI, text)).toEqual(fromTree(text));
    expect(outlineOf(URI, texts[0] as string).names.length).toBeGreaterThan(15);
    const before = work.blocks;
    for (const text of texts) outlineOf(URI, text);
    expect(work.blocks).toBe(before); // No tree is made
  });

  it('has them in any spelling', () => {
    fc.assert(
      fc.property(arbitraryModel(), fc.nat(), (model, seed) => {
        const text = print(model, seededDice(seed));
        expect(outlineOf(URI, text), text).toEqual(fromTree(text));
      }),
      { numRuns: 150, seed: 20_260_201, endOnFailure: true },
    );
  });

  it('tells names from words', () => {
    const text = `import "./my \\"shared\\".upsell"
include "./emea.upsell" as include at 1.08 USD per EUR
owner owner "Owner"
sources {
  not not run "No time"
  renamed renamed from a, "b (old)", c not run "x"
  run "Run" renamed from not renamed from from
  driver
}
driver driver 5 by owner
foundation channel channel "Channel" { touch touch 5/month }
channel plain {
}
scenario scenario { set driver = 5 }
closing csm { owner owner }
actuals "../of the \\"CRM\\""
/* driver hidden 5 */ driver seen 5 // driver hidden 5
`;
    expect(outlineOf(URI, text)).toEqual(fromTree(text));
  });

  it('has what can be read of a text with errors', () => {
    const names = (text: string) => outlineOf(URI, text).names.map(({ name }) => name);
    expect(names('owner\ndriver 5\ndriver\n  volume 5\nimport\nmodel\nsources {\n  a b "B" 5 c\n}\ndriver d')).toEqual([
      'a',
      'b',
      'd',
    ]);
    expect(outlineOf(URI, 'actuals\nactuals "a"\nactuals b').actuals).toEqual(['file:///workspace/a']);
    expect(names('include "x.upsell"\nchannel\nfoundation\nsources {')).toEqual([]);
    expect(names(`driver x 5 // ${'x'.repeat(2_000_000)}`)).toEqual([]);
  });
});
