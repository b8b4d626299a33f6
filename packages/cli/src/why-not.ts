import { didYouMean } from '@upsell/language';
import { type Analysed, lineOf } from './models.ts';

/** Why a file without a `model` block comes to nothing; `purpose` ends "there is nothing to …". */
export function whyNoModel({ name, analysis }: Analysed, purpose?: string): string {
  const refused = analysis.program.elements.find(({ file, node }) => file === 0 && node.$type === 'PercentOfBase');
  if (refused) {
    const line = lineOf(analysis, { file: 0, start: refused.node.$cstNode?.offset ?? 0, end: 0 });
    return `${name} has no \`model\` block, and line ${line} is refused: a percentage of the base is not a forecast. \`upsell check\` says what to write instead.`;
  }
  return `${name} is a library: it has no \`model\` block${purpose === undefined ? '' : `, so there is nothing to ${purpose}`}.`;
}

/** That there is no scenario of a name, which one may be meant, and which there are; `none` says that there are none. */
export function unknownScenario(name: string, known: readonly string[], none: string): string {
  const there = known.length > 0 ? `there are ${known.join(', ')}` : none;
  return `There is no scenario ${name}: ${there}.${didYouMean(name, known)}`;
}
