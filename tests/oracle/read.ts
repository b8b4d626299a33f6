/**
 * Reads the text that `print` writes back into an abstract model: a small strict parser, so that the oracle's tests can
 * tell that a spelling means what the model says. It knows valid models only and throws at everything else.
 */
import type { Channel, Driver, Model, Owner } from './model.ts';
import { monthNumber } from './read-block.ts';
import type { Written } from './read-number.ts';
import type { ReadInclude } from './read-statement.ts';
import { StatementReader } from './read-statement.ts';
import type { Token } from './read-tokens.ts';
import { tokensOf } from './read-tokens.ts';
import type { Expectation, Project, Scenario, Statements, Target } from './statement.ts';

/** The model that a text declares. */
export function read(text: string): Model & Statements {
  return readFiles({ text }) as Model & Statements;
}

/** The project that files declare; the first is the root unless another is named. */
export function readFiles(files: Readonly<Record<string, string>>, root = Object.keys(files)[0] ?? ''): Project {
  const fiscalYearStart = fiscalYearStartIn(tokensOf(textOf(files, root)));
  const paths: string[] = [];
  const visit = (path: string): Declarations[] => {
    if (paths.includes(path)) return [];
    paths.push(path);
    const declared = new FileReader(tokensOf(textOf(files, path)), fiscalYearStart).declarations();
    return [...declared.imports.flatMap((each) => visit(pathBeside(path, each))), declared];
  };

  const all = visit(root);
  const blocks = Object.assign({ fiscalYearStart }, ...all.map((each) => each.blocks)) as Model;
  const owners = all.flatMap((each) => each.owners);
  const targets = all.flatMap((each) => each.targets);
  const expectations = all.flatMap((each) => each.expectations);
  const includes = all.flatMap((each) => each.includes);
  if (includes.length > 0) {
    const parts = includes.map(({ path, currency, ...include }) => {
      const part = readFiles(files, pathBeside(root, path));
      if (currency !== undefined && currency !== part.currency) throw new SyntaxError(`per ${currency}`);
      return { ...include, part };
    });
    return { ...blocks, owners, targets, expectations, includes: parts };
  }
  return {
    ...blocks,
    owners,
    drivers: all.flatMap((each) => each.drivers),
    channels: all.flatMap((each) => each.channels),
    scenarios: all.flatMap((each) => each.scenarios),
    targets,
    expectations,
  };
}

/** What one file declares. */
interface Declarations {
  /** The header's fields, and the blocks of which there is one. */
  readonly blocks: Written<Model>;
  readonly imports: string[];
  readonly includes: ReadInclude[];
  readonly owners: Owner[];
  readonly drivers: Driver[];
  readonly channels: Channel[];
  readonly scenarios: Scenario[];
  readonly targets: Target[];
  readonly expectations: Expectation[];
}

class FileReader extends StatementReader {
  readonly #declared: Declarations = {
    blocks: {},
    ...{ imports: [], includes: [], owners: [], drivers: [], channels: [] },
    ...{ scenarios: [], targets: [], expectations: [] },
  };

  declarations(): Declarations {
    while (this.hasMore()) this.#declaration(this.begin());
    return this.#declared;
  }

  #declaration(word: string): void {
    const { blocks, imports, includes, owners, drivers, channels, scenarios, targets, expectations } = this.#declared;
    if (word === 'model') Object.assign(blocks, this.header());
    else if (word === 'sources') blocks.sources = this.sources();
    else if (word === 'closing') blocks.closing = this.closing();
    else if (word === 'retention') blocks.retention = this.retention();
    else if (word === 'import') imports.push(this.string());
    else if (word === 'include') includes.push(this.include());
    else if (word === 'owner') owners.push(this.owner());
    else if (word === 'driver') drivers.push({ name: this.word(), value: this.assumption() });
    else if (word === 'foundation' || word === 'leverage') channels.push(this.channel(word));
    else if (word === 'scenario') scenarios.push(this.scenario());
    else if (word === 'target') targets.push(this.target());
    else if (word === 'expect') expectations.push(this.expectation());
    else throw new SyntaxError(`no declaration: ${word}`);
  }
}

/** The fiscal year decides what `FY27` means, wherever in the file it is declared. */
function fiscalYearStartIn(tokens: readonly Token[]): number {
  const starts = tokens.findIndex(
    ({ text }, index) =>
      text === 'starts' && tokens[index - 1]?.text === 'year' && tokens[index - 2]?.text === 'fiscal',
  );
  return starts < 0 ? 1 : monthNumber(tokens[starts + 1]?.text ?? '');
}

function textOf(files: Readonly<Record<string, string>>, path: string): string {
  const text = files[path];
  if (text === undefined) throw new SyntaxError(`import-not-found: ${path}`);
  return text;
}

/** A path as a file names it, from the root of all. */
function pathBeside(path: string, relative: string): string {
  const steps = path.split('/').slice(0, -1);
  for (const step of relative.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}
