/** The tasks of the extension: the command line that comes with it, and the matcher that reads what it prints. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { until } from './until';

interface Manifest {
  readonly contributes: {
    readonly problemMatchers: readonly { readonly pattern: Readonly<Record<string, string | number>> }[];
  };
}

describe('the tasks of the extension', () => {
  let tasks: readonly vscode.Task[];
  let manifest: Manifest;
  before(async () => {
    const extension = vscode.extensions.getExtension<unknown>('upsell.upsell');
    assert.ok(extension, 'the extension upsell.upsell is not installed');
    await extension.activate();
    manifest = extension.packageJSON as Manifest;
    tasks = await vscode.tasks.fetchTasks({ type: 'upsell' });
  });

  function executionOf(name: string): vscode.ProcessExecution {
    const execution = tasks.find((task) => task.name === name)?.execution;
    assert.ok(execution instanceof vscode.ProcessExecution, `there is no task ${name}`);
    return execution;
  }

  /** What a task prints. */
  function printed(name: string, ...more: readonly string[]): string {
    const { process: program, args, options } = executionOf(name);
    const env = { ...process.env, ...options?.env };
    return spawnSync(program, [...args, ...more], { cwd: options?.cwd, env, encoding: 'utf8' }).stdout;
  }

  it('run the command line that comes with the extension', () => {
    assert.deepEqual(tasks.map(({ name }) => name).sort(), ['check', 'fmt --check', 'test']);
    assert.match(printed('test'), /5 of 5 expectations hold in \d models/);
  });

  it('print problems that the matcher reads', () => {
    const { regexp, file, line, column, severity, message, code } =
      manifest.contributes.problemMatchers[0]?.pattern ?? {};
    const pattern = new RegExp(String(regexp));
    const lines = printed('check', '--as-of', '2026-11-15').split('\n');
    const found = lines.flatMap((text) => {
      const match = pattern.exec(text);
      return match ? [[file, line, column, severity, code, message].map((group) => match[Number(group)] ?? '')] : [];
    });
    const [last] = lines.filter(Boolean).slice(-1);
    const counts = [...(last ?? '').matchAll(/(\d+) (?:error|warning|information)/g)].map(([, count]) => Number(count));
    assert.equal(
      found.length,
      counts.reduce((sum, count) => sum + count, 0),
      last,
    );
    const limited = found.find(([, , , , rule]) => rule === 'closing-limited');
    assert.deepEqual(limited?.slice(0, 5), ['acme/acme.upsell', '17', '3', 'warning', 'closing-limited']);
  });

  it('bring all problems to the Problems view, in files that are named by either kind of path', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    // Nobody looks into it who is not told to.
    const copies = path.join(folder.uri.fsPath, '.copies');
    const names = Array.from({ length: 10 }, (_, i) => `${i}`);
    for (const name of names)
      cpSync(path.join(folder.uri.fsPath, 'acme'), path.join(copies, name), { recursive: true });
    try {
      const args = [...names.map((name) => `.copies/${name}`), path.join(folder.uri.fsPath, 'portfolio')];
      const [expected = 0, inPortfolio = 0] = [args, args.slice(-1)].map(
        (some) => printed('check', ...some).match(/\[[a-z-]+\]$/gm)?.length,
      );
      assert.ok(expected > 50 && inPortfolio > 0, `${expected} problems, ${inPortfolio} of them in the portfolio`);
      const { process: program, args: verb, options } = executionOf('check');
      const execution = new vscode.ProcessExecution(program, [...verb, ...args], options ?? {});
      const definition = { type: 'upsell', verb: 'check', args };
      const { problemMatchers } = tasks[0] as vscode.Task;
      await vscode.tasks.executeTask(
        new vscode.Task(definition, folder, 'check copies', 'upsell', execution, problemMatchers),
      );
      await until('the problems of the task', shown, (found) => found === expected);
    } finally {
      rmSync(copies, { recursive: true });
    }

    /** How many problems the view has of the files that were checked. */
    function shown(): number {
      const checked = vscode.languages.getDiagnostics().filter(([{ path: at }]) => /\/(\.copies|portfolio)\//.test(at));
      return checked.flatMap(([, diagnostics]) => diagnostics.filter(({ source }) => source === 'upsell')).length;
    }
  });
});
