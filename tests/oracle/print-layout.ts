/** Lays words out as text: white space, line ends and comments wherever the language gives them no meaning. */

import type { Dice } from './dice.ts';
import { chance, pick } from './dice.ts';
import { ALL_WORDS, CONTINUING_WORDS } from './words.ts';

/**
 * What may stand before a word.
 * - `declaration`, `field`: it begins one, on a line of its own; in a block on one line, after a space.
 * - `own line`: a field that would be taken for a part of what stands before it on the same line.
 * - `step`: white space, best a line end. `space`: white space. `tight`: best nothing.
 * - `beside`: white space without a line end.
 */
export type Gap = 'declaration' | 'field' | 'own line' | 'step' | 'space' | 'tight' | 'beside';

export interface Word {
  readonly text: string;
  readonly gap: Gap;
  /** A name, not a word that the grammar expects here: at a line's start it must be no word of the language. */
  readonly isName?: boolean;
}

const COMMENTS: readonly string[] = [
  'why: see the wiki',
  'TODO "unclosed',
  '} { volume 12/month',
  'expansion 20% of base',
  "it's // nested",
  'ünïcödé → 🚀',
  '',
];

/** The text of words that make a file; with the plainest dice, one space and two of indentation. */
export function layOut(dice: Dice, words: readonly Word[]): string {
  const noise = dice.int(0, 3);
  const rarely = (percent: number): boolean => noise > 0 && chance(dice, percent * noise);
  const end = rarely(10) ? '\r\n' : '\n';
  const unit = pick(dice, ['  ', '  ', '\t', '', '      ']);
  let depth = 0;
  let isOneLine = false;
  let text = rarely(8) ? '\uFEFF' : '';
  if (rarely(5)) text += blankLines();

  for (const [index, word] of words.entries()) {
    if (word.text === '}') depth -= 1;
    text += index === 0 ? fileStart() : gapBefore(word, words[index - 1]);
    text += word.text;
    if (word.text === '{') {
      depth += 1;
      isOneLine = rarely(6);
    }
    if (word.text === '}') isOneLine = false;
  }
  return text + (rarely(5) ? '' : rarely(5) ? ` // ${pick(dice, COMMENTS)}` : end);

  function gapBefore(word: Word, previous: Word | undefined): string {
    switch (word.gap) {
      case 'declaration':
        return rarely(2) ? ' ' : `${lineEnd()}${rarely(15) ? '' : end}${rarely(8) ? documentation() : ''}`;
      case 'own line':
        return lineEnd() + indentation();
      case 'field':
        return isOneLine && !isAmbiguous(word, previous) ? ' ' : lineEnd() + indentation() + fieldComment();
      case 'step':
        return canBeginLine(word) && !isOneLine && !rarely(15) ? lineEnd() + indentation() + unit : spaces();
      case 'space':
        return canBeginLine(word) && rarely(3) ? lineEnd() + indentation() + unit : spaces();
      case 'beside':
        return spaces();
      case 'tight':
        return rarely(3) ? spaces() : '';
    }
  }

  // `by vendor` and `touch a …` on one line would look like `by` and `vendor touch a …`.
  function isAmbiguous(word: Word, previous: Word | undefined): boolean {
    return word.text === 'touch' && (previous?.text === 'customer' || previous?.text === 'vendor');
  }

  function spaces(): string {
    const run = rarely(5) ? pick(dice, ['  ', '\t', '    ', ' \t ']) : ' ';
    return rarely(2) ? `${run}${blockComment()}${run}` : run;
  }

  function lineEnd(): string {
    const comment = rarely(4) ? `${spaces()}// ${pick(dice, COMMENTS)}` : '';
    return `${comment}${rarely(4) ? '  ' : ''}${end}${rarely(4) ? blankLines() : ''}`;
  }

  function blankLines(): string {
    const comment = pick(dice, ['', '', `// ${pick(dice, COMMENTS)}`, `/* ${pick(dice, COMMENTS)}${end} two lines */`]);
    return `${comment}${end}`;
  }

  function indentation(): string {
    return unit.repeat(Math.max(0, depth));
  }

  function fieldComment(): string {
    return rarely(1) ? `${blockComment()} ` : '';
  }

  function documentation(): string {
    return `/** ${pick(dice, COMMENTS)}${pick(dice, ['', end])} */${end}`;
  }

  function blockComment(): string {
    return pick(dice, ['/* c */', '/**/', `/* ${pick(dice, COMMENTS)} */`, '/** doc */', '/* * / ** */']);
  }

  function fileStart(): string {
    return rarely(8) ? documentation() : '';
  }
}

/** Whether a line may begin with a word that goes on with the line before (`language.md`, 3). */
function canBeginLine({ text, isName }: Word): boolean {
  if (!/^[A-Za-z_]/.test(text)) return true;
  if (isName === true) return !ALL_WORDS.includes(text);
  return (CONTINUING_WORDS as readonly string[]).includes(text);
}
