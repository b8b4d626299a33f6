import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, Option } from 'commander';
import { EXIT } from './exit.ts';
import { loadVerbs } from './load-verbs.ts';
import { reason } from './read-text.ts';

/*
 * The entry: it knows the verbs and their options, and nothing of the language. They are loaded when one runs, so that
 * `--help` costs no grammar.
 */

const program = new Command('upsell')
  .description('The expansion forecast as code: checks and evaluates .upsell models.')
  .version(VERSION, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand(false)
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('Run `upsell --help` for the verbs and their options.')
  .exitOverride();

/** What the build has bundled for reports. */
const ASSETS = path.dirname(fileURLToPath(import.meta.url));

const FILES = 'files or folders (default: the models below this folder)';

/** Options that every verb takes. */
function verb(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .showHelpAfterError(`Run \`upsell ${name} --help\` for its options.`)
    .option('--json', 'print JSON')
    .addOption(new Option('--as-of <date>', 'the date to judge by (default: today)').argParser(asDate))
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'));
}

verb('init', 'write a model with sample numbers to start from')
  .argument('[folder]', 'where to write it (default: this folder)')
  .action(async (folder, options) => run(loadVerbs().init(folder, options)));

verb('check', 'print every diagnostic')
  .argument('[files...]', FILES)
  .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json', 'github', 'sarif', 'junit']))
  .addOption(
    new Option('--fail-on <severity>', 'exit with 1 from this severity on')
      .choices(['error', 'warning', 'info'])
      .default('error'),
  )
  .option('--fix', 'mend what can be mended in one way only')
  .action(async (files, options) => run(loadVerbs().check(files, options)));

verb('fmt', 'format in place')
  .argument('[files...]', `${FILES}; - reads standard input`)
  .option('--check', 'change nothing, and list what is not formatted')
  .action(async (files, options) => run(loadVerbs().fmt(files, options)));

verb('eval', 'print the forecast')
  .argument('[files...]', FILES)
  .addOption(new Option('--csv', 'print CSV: a row a channel and month').conflicts('json'))
  .option('--scenario <name>', 'print this scenario beside the model (may be repeated)', several)
  .action(async (files, options) => run(loadVerbs().evaluate(files, options)));

verb('explain', 'print what a figure is made of')
  .argument('<figure>', 'METRIC [of CHANNEL] [in PERIOD], such as "revenue of tickets in 2026-Q3"')
  .argument('[file]', 'the model (default: the only one below this folder)')
  .option('--scenario <name>', 'explain it in this scenario')
  .action(async (figure, file, options) => run(loadVerbs().explain(figure, file, options)));

verb('playbook', "print the channels' moments and flags as cards, in Markdown")
  .argument('[files...]', FILES)
  .action(async (files, options) => run(loadVerbs().playbook(files, options)));

verb('test', 'run the `expect` statements')
  .argument('[files...]', FILES)
  .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'junit', 'json']))
  .action(async (files, options) => run(loadVerbs().test(files, options)));

const tracked = (name: string, description: string) =>
  verb(name, description)
    .argument('[files...]', FILES)
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'md', 'json']));

tracked('variance', 'compare what happened with the plan')
  .option('--in <period>', 'the months to compare, such as 2026-Q2 (default: the fiscal year to date)')
  .action(async (files, options) => run(loadVerbs().variance(files, options)));

tracked('trueup', 'propose measured numbers in place of assumptions')
  .option('--write', 'write them into the files')
  .action(async (files, options) => run(loadVerbs().trueup(files, options)));

tracked('reforecast', 'print the period as it will come out').action(async (files, options) =>
  run(loadVerbs().reforecast(files, options)),
);

tracked('lock', 'write the plan of record')
  .option('--check', 'write nothing, and exit with 1 where the model has moved from its plan')
  .action(async (files, options) => run(loadVerbs().lock(files, options)));

verb('report', 'write the dashboard as a file')
  .argument('[files...]', FILES)
  .addOption(new Option('--format <format>', 'the kind of file').choices(['html', 'md', 'svg', 'xlsx']).default('html'))
  .option(
    '--out <file>',
    'the file to write, and to replace, - for standard output (default: a new one of the name of the model, here)',
  )
  .action(async (files, options) => run(loadVerbs().report(files, options, ASSETS)));

program
  .command('lsp')
  .description('run the language server, for any editor')
  .showHelpAfterError('Run `upsell lsp --help` for its options.')
  .option('--stdio', 'speak over standard input and output')
  .action(async (options) => run(loadVerbs().lsp(options)));

// What Commander has by itself prints the usage for a verb that there is not.
program
  .command('help')
  .argument('[command]')
  .description('display help for command')
  .action((name?: string) => {
    const of = name === undefined ? program : program.commands.find((one) => one.name() === name);
    if (!of) return program.error(`error: unknown command '${name}'`);
    of.outputHelp();
  });

// `--json` is a format itself; a report is a file of a format, of which it tells.
program.hook('preAction', (_, verb) => {
  const { json, format } = verb.opts();
  if (json && format !== undefined && format !== 'json' && verb.name() !== 'report')
    verb.error(`error: option '--format ${format}' cannot be used with option '--json'`);
});

const run = async (exit: Promise<number>) => {
  process.exitCode = await exit;
};

function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function asDate(text: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (!date || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text)
    throw new CommanderError(EXIT.couldNotRun, 'upsell.date', `error: '${text}' is not a date: write it as 2026-02-01`);
  return text;
}

// A reader such as `head` may close the pipe before the end: it has what it wants. Else what was printed is not whole, whatever the
// verb says, and that is said once.
let isLost = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || isLost) return;
  isLost = true;
  process.stderr.write(`upsell: Standard output cannot be written: ${reason(error)}.\n`);
  process.once('exit', () => {
    process.exitCode = EXIT.couldNotRun;
  });
});
// There is nobody left to tell.
process.stderr.on('error', () => undefined);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.code === 'upsell.date') process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.couldNotRun;
  } else {
    process.stderr.write(`upsell: a bug: ${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env['UPSELL_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exitCode = EXIT.bug;
  }
}

declare const VERSION: string;
