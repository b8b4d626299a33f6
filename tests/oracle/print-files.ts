/** A project as files: declarations in libraries that it imports, and the parts of a portfolio (`language.md`, 2 and 6). */
import type { Dice } from './dice.ts';
import { chance } from './dice.ts';
import type { Declaration } from './print.ts';
import { declarationsOf, laidOut } from './print.ts';
import { importWords } from './print-statement.ts';
import type { Portfolio, Project } from './statement.ts';
import { isPortfolio } from './statement.ts';

/** Texts by path from the workspace; the first is the root. */
export type PrintedFiles = Record<string, string>;

/** The files of a project in any spelling; one file with the plainest dice, but for a portfolio's parts. */
export function printFiles(project: Project, dice: Dice, root = 'model.upsell'): PrintedFiles {
  const paths = [root, ...libraryPaths(dice, root)].reverse();
  const files = paths.map((): Declaration[] => []);
  const place = levels(dice, paths.length - 1, isPortfolio(project));
  const partPath = (include: Portfolio['includes'][number]): string =>
    pathBeside(root, `${include.name}.upsell`, 'part/');

  const declarations = declarationsOf(project, dice, (include) => pathFrom(dice, root, partPath(include)));
  for (const each of declarations) files[place(each)]?.push(each);
  for (const [index, path] of paths.entries()) {
    for (const imported of paths.slice(0, index)) {
      // Each sees the one before it, and so all; that it is imported twice changes nothing.
      const isNeeded = imported === paths[index - 1];
      if (isNeeded || chance(dice, 40)) {
        files[index]?.push({ kind: 'import', words: importWords(dice, pathFrom(dice, path, imported)) });
      }
    }
  }

  const texts = laidOut(dice, declarations, files);
  const own = Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']).reverse()) as PrintedFiles;
  const parts = isPortfolio(project)
    ? project.includes.map((include) => printFiles(include.part, dice, partPath(include)))
    : [];
  return Object.assign(own, ...parts) as PrintedFiles;
}

/** None, or one or two, beside the root or below it. */
function libraryPaths(dice: Dice, root: string): string[] {
  return Array.from({ length: dice.int(0, 2) }, (_, index) =>
    pathBeside(root, `${index + 1}.upsell`, chance(dice, 40) ? 'library/' : 'library-'),
  );
}

/**
 * In which file a declaration goes: `last` is the root, and each file sees those before it. What names others stands no
 * earlier than they do.
 */
function levels(dice: Dice, last: number, hasParts: boolean): (declaration: Declaration) => number {
  const from = (least: number): number => dice.int(least, last);
  const owner = from(0);
  const driver = from(owner);
  const sources = from(0);
  const closing = from(driver);
  const channel = from(Math.max(driver, sources));
  const named = hasParts ? last : Math.max(closing, channel);
  const level: Partial<Record<Declaration['kind'], number>> = {
    ...{ owner, driver, sources, closing, channel },
    ...{ retention: from(driver), model: last, include: last },
  };
  return ({ kind }) => level[kind] ?? from(named);
}

/** A path in the folder of another. */
function pathBeside(path: string, file: string, prefix: string): string {
  const stem = path.replace(/\.upsell$/, '');
  const folder = stem.slice(0, stem.lastIndexOf('/') + 1);
  return `${folder}${prefix}${stem.slice(folder.length)}-${file}`;
}

/** The way from one file to another, with `./` or without where it leads down. */
function pathFrom(dice: Dice, from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const steps = to.split('/');
  while (folders.length > 0 && steps.length > 1 && folders[0] === steps[0]) {
    folders.shift();
    steps.shift();
  }
  const way = [...folders.map(() => '..'), ...steps].join('/');
  return folders.length > 0 || chance(dice, 40) ? way : `./${way}`;
}
