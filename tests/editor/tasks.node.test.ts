/** The tasks of the extension: the command line that comes with it, and the matcher that reads what it prints. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as vscode from 'vscode';

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

  /** What a task prints. */
  function printed(name: string, ...more: readonly string[]): string {
    const execution = tasks.find((task) => task.name === name)?.execution;
    assert.ok(execution instanceof vscode.ProcessExecution, `there is no task ${name}`);
    const { process: program, args, options } = execution;
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
});
