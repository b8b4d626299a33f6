import { AstUtils, CstUtils, GrammarAST, type LeafCstNode } from 'langium';
import type { Range } from '../tree.ts';
import { DECLARATIONS } from './declaration-words.ts';
import { FIELDS } from './field-words.ts';
import { NUMBERS } from './number-words.ts';
import type { RuleWords } from './rule-words.ts';

/** A word of the language, or several that belong together, where it is no name. */
export interface Keyword extends Range {
  /** `win rate`. */
  readonly words: string;
  readonly paragraph: string;
}

const WORDS: Readonly<Record<string, RuleWords>> = { ...DECLARATIONS, ...FIELDS, ...NUMBERS };

/**
 * What a word means in a rule of the grammar, with the words that belong to it: `rate` behind `win` is `win rate`. Undefined for a word
 * that the rule does not have.
 */
export function keywordMeaning(
  rule: string,
  word: string,
  { before = '', after = '' }: { readonly before?: string; readonly after?: string } = {},
): Omit<Keyword, keyof Range> | undefined {
  const known = Object.entries(WORDS[rule] ?? {});
  const within = (part: string) => known.find(([words]) => ` ${words} `.includes(` ${part} `));
  const alone = known.find(([words]) => words === word);
  const found = within(`${before} ${word}`) ?? within(`${word} ${after}`) ?? alone ?? within(word);
  return found && { words: found[0], paragraph: found[1] };
}

/** The keyword that a word of a tree is; undefined for a name, a number and a sign. */
export function keywordOf(leaf: LeafCstNode): Keyword | undefined {
  const { grammarSource: source, text, offset: start, end } = leaf;
  if (!source || !isKeyword(source)) return undefined;
  const rule = AstUtils.getContainerOfType(source, GrammarAST.isParserRule)?.name ?? '';
  const [before, after] = [CstUtils.getPreviousNode(leaf, false), CstUtils.getNextNode(leaf, false)];
  const meaning = keywordMeaning(rule, text, { before: before?.text, after: after?.text });
  return meaning && { ...meaning, start, end };
}

/** Words of the language that the grammar reads as names. */
const READ_AS_NAMES: ReadonlySet<string> = new Set(['LINE_DECIDED', 'FIELD_OWNER']);

function isKeyword(source: NonNullable<LeafCstNode['grammarSource']>): boolean {
  if (GrammarAST.isKeyword(source)) return true;
  if (GrammarAST.isRuleCall(source) && READ_AS_NAMES.has(source.rule.$refText)) return true;
  const feature = AstUtils.getContainerOfType(source, GrammarAST.isAssignment)?.feature;
  return feature === 'kind' || feature === 'initiator';
}
