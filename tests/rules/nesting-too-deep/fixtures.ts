import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A model without any diagnostic. */
const model = readFileSync(join(import.meta.dirname, '../minimal.upsell'), 'utf8');
const VOLUME = 'volume 800/month counted 2025';

/** The model with another value of `volume`; what is between « and » is the wrong text. */
function withVolume(value: string, rest = ' counted 2025'): string {
  return model.replace(VOLUME, () => marked(`  volume ${value}${rest}`).trimStart());
}

function marked(line: string): string {
  const start = line.indexOf('«');
  if (start < 0) return line;
  const end = line.indexOf('»') - 1;
  return `${line.replace(/[«»]/g, '')}\n//@ ${start + 1}-${end + 1} nesting-too-deep`;
}

const sum = (operators: number, sign = '+'): string => `${`1 ${sign} `.repeat(operators)}1`;
const parentheses = (depth: number, inner: string, open = '('): string =>
  `${open.repeat(depth)}${inner}${')'.repeat(depth)}`;

/** 32 are open when the next one is one too many; the 1,001st operator is one too many. */
const TOO_DEEP = `${'('.repeat(32)}«(»1${')'.repeat(33)}`;
const TOO_MANY = `${'1 + '.repeat(1000)}1 «+» 1`;

const library = (value: string): string =>
  [
    '//- model.upsell\nimport "./shared.upsell"\n',
    model.replace('800/month', 'reach * 1/month'),
    '//- shared.upsell\nowner desk "Desk"\n',
    marked(`driver reach ${value} counted 2025 by desk`),
  ].join('\n');

/** Texts that no one would write by hand. */
export const fixtures: Readonly<Record<string, string>> = {
  parentheses: withVolume(`${TOO_DEEP}/month`),
  operators: withVolume(`(${'1 + '.repeat(1000)}1 «+» 1)/month`),
  calls: withVolume(`${'min('.repeat(32)}min«(»1${')'.repeat(33)}/month`),
  imported: library(TOO_DEEP),
  'imported-operators': library(TOO_MANY),
  'later-step': withVolume(`800/month counted 2025, (${'2 * '.repeat(1000)}1 «*» 1)/month from 2026-05`),
  // Both arguments are parts of one expression.
  arguments: withVolume(`min(${sum(600)}, ${'1 - '.repeat(400)}1 «-» 1)/month`),
  // A wrong unit, and far over the limit: the field is broken once.
  'nothing-further': withVolume(`${'('.repeat(32)}«(»${'('.repeat(5000)}$1${')'.repeat(5033)}`),
  'near-parentheses': withVolume(`${parentheses(32, '800')}/month`),
  'near-calls': withVolume(`${parentheses(32, '800', 'max(')}/month`),
  // 998 sums, a product and the slash of the unit, if that is an operator.
  'near-operators': withVolume(`(${sum(998)}) * 1/month`),
  // Each step is an expression of its own, and so are both ends of a range and the target of a rise.
  'near-steps': withVolume(`(${sum(600)})/month counted 2025, (${sum(600)})/month from 2026-05`),
  'near-rising': withVolume(`(${sum(600)})/month rising to (${sum(600)})/month by 2026-05`),
  'near-range': withVolume(`(${sum(600)})/month to (${sum(700)})/month`),
  'near-side-by-side': withVolume(`(${Array.from({ length: 60 }, () => parentheses(20, '1')).join(' + ')})/month`),
};
