/** A model or portfolio as `.upsell` text, in any of the spellings that the language allows (`language.md`, 2 to 8). */
import type { Dice } from './dice.ts';
import { shuffled } from './dice.ts';
import type { Model } from './model.ts';
import { Printer } from './print-declaration.ts';
import type { Word } from './print-layout.ts';
import { layOut } from './print-layout.ts';
import { expectationWords, includeWords, scenarioWords, targetWords } from './print-statement.ts';
import type { Portfolio, Project, Statements } from './statement.ts';
import { isPortfolio } from './statement.ts';

/** The words of a declaration; in its kind, the place among its like where their order tells. */
export interface Declaration {
  readonly kind:
    | ('model' | 'owner' | 'sources' | 'driver' | 'closing' | 'channel' | 'retention' | 'include')
    | ('scenario' | 'target' | 'expect' | 'import');
  readonly words: Word[];
}

/** What `eval --json` lists in the order of the text. */
const IN_ORDER: readonly Declaration['kind'][] = ['scenario', 'target', 'expect'];

/**
 * The text of a model with all that it says. `spelling` chooses among the spellings: `plainDice` gives one plain text,
 * `seededDice(n)` a different one for each n; all mean the same, to a relative 1e-12. A portfolio is `printFiles`'s.
 */
export function print(model: Model & Partial<Statements>, spelling: Dice): string {
  const [text = ''] = laidOut(spelling, declarationsOf(model, spelling));
  return text;
}

/** The declarations of a project, in the model's order; an include needs the path of its part. */
export function declarationsOf(
  project: Project,
  dice: Dice,
  pathOf: (include: Portfolio['includes'][number]) => string = () => '',
): Declaration[] {
  const printer = new Printer(project, dice);
  const blocks = isPortfolio(project)
    ? [
        { kind: 'model' as const, words: printer.header(project.title, undefined) },
        ...all('owner', project.owners, (owner) => printer.owner(owner)),
        ...all('include', project.includes, (each) => includeWords(dice, project, each, pathOf(each))),
      ]
    : [
        { kind: 'model' as const, words: printer.header(project.title, project.season) },
        ...all('owner', project.owners, (owner) => printer.owner(owner)),
        { kind: 'sources' as const, words: printer.sources(project.sources) },
        ...all('driver', project.drivers, (driver) => printer.driver(driver)),
        { kind: 'closing' as const, words: printer.closing(project.closing) },
        ...all('channel', project.channels, (channel) => printer.channel(channel)),
        ...all('retention', project.retention ? [project.retention] : [], (each) => printer.retention(each)),
        ...all('scenario', project.scenarios ?? [], (scenario) => scenarioWords(printer, scenario)),
      ];
  return [
    ...blocks,
    ...all('target', project.targets ?? [], (target) => targetWords(dice, project, target)),
    ...all('expect', project.expectations ?? [], (each) => expectationWords(dice, project, each)),
  ];
}

function all<T>(kind: Declaration['kind'], items: readonly T[], wordsOf: (item: T) => Word[]): Declaration[] {
  return items.map((item) => ({ kind, words: wordsOf(item) }));
}

/**
 * The texts of files that are read one after the other. In each, declarations stand in any order; those whose order
 * tells stand, over all files, in that of `declarations`, and so may change places, but only with their like.
 */
export function laidOut(
  dice: Dice,
  declarations: readonly Declaration[],
  files: readonly (readonly Declaration[])[] = [declarations],
): string[] {
  const waiting = new Map(IN_ORDER.map((kind) => [kind, declarations.filter((each) => each.kind === kind)]));
  return files.map((ofFile) => {
    const inPlace = shuffled(dice, ofFile).map((each) => waiting.get(each.kind)?.shift() ?? each);
    return layOut(
      dice,
      inPlace.flatMap((each) => each.words),
    );
  });
}
