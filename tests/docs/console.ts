import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './markdown.ts';

/** A command of a console block, and what the page says that it prints. */
export interface Command {
  readonly line: string;
  readonly output: string;
}

/** The commands of a console block: each stands behind `$`, what it prints below it. */
export function readCommands(text: string): readonly Command[] {
  const [before = '', ...commands] = text.split(/^\$ /m);
  if (before.trim() !== '') throw new Error(`before the first command: ${before}`);
  return commands.map((command) => {
    const [line = '', ...output] = command.split('\n');
    return { line, output: output.join('\n').trimEnd() };
  });
}

export const consoleText = (commands: readonly Command[]): string =>
  `${commands.map(({ line, output }) => `$ ${line}\n${output}`.trimEnd()).join('\n\n')}\n`;

/**
 * Runs commands one after the other in a new folder that holds the given files, each `upsell …`, `cat FILE` or `echo $?`.
 * Returns what each prints, standard output and standard error as they come.
 */
export function runCommands(commands: readonly Command[], files: ReadonlyMap<string, string>): readonly string[] {
  const temporary = mkdtempSync(path.join(tmpdir(), 'upsell-docs-'));
  const folder = path.join(temporary, 'models');
  try {
    for (const [name, text] of files) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    let exit: number | null = 0;
    return commands.map(({ line }) => {
      if (line === 'echo $?') return String(exit);
      const [verb, ...words] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
      if (verb === 'cat') return readFileSync(path.join(folder, words[0] ?? ''), 'utf8').trimEnd();
      if (verb !== 'upsell') throw new Error(`no command of a page: ${line}`);
      const ran = runUpsell(words, folder, path.join(temporary, 'printed'));
      exit = ran.exit;
      return ran.printed.trimEnd();
    });
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function runUpsell(args: readonly string[], cwd: string, log: string): { printed: string; exit: number | null } {
  // One file for both streams keeps their order, as a terminal does.
  const printed = openSync(log, 'w');
  const env = { PATH: process.env['PATH'] };
  const { status } = spawnSync(process.execPath, [BIN, ...args], { cwd, env, stdio: ['ignore', printed, printed] });
  closeSync(printed);
  // A page never shows a bug, and UPSELL_UPDATE is not to write one down.
  if (status === null || status === 70) throw new Error(readFileSync(log, 'utf8'));
  return { printed: readFileSync(log, 'utf8'), exit: status };
}

const BIN = path.join(ROOT, 'packages/cli/bin/upsell.mjs');

/** Whether an output is as a page shows it; a line `...` there stands for any lines. */
export function isShown({ output: shown }: Command, output: string): boolean {
  const parts = `${shown}\n`.split(ELLIPSIS).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(?:.*\\n)*')}$`).test(`${output}\n`);
}

/** Whether a page shows an output in parts only. */
export const isCut = ({ output }: Command): boolean => `${output}\n`.search(ELLIPSIS) >= 0;

const ELLIPSIS = /^[ \t]*\.\.\.\n/gm;
