import * as vscode from 'vscode';

/** A task of `tasks.json`: a verb of the command line and what follows it. */
interface UpsellTask extends vscode.TaskDefinition {
  readonly verb?: string;
  readonly args?: readonly string[];
}

const TYPE = 'upsell';

/**
 * Files are printed as they were named, so there is a matcher for either kind of path. One that found out by itself (`autoDetect`) would
 * look at the disk for each line, and the editor waits for a tenth of a second only once the process has ended: the last would be lost.
 */
const MATCHERS = ['$upsell', '$upsell-absolute'];

/** The verbs that are offered without being written down, each with what it is for. */
const OFFERED: readonly UpsellTask[] = [
  { type: TYPE, verb: 'check' },
  { type: TYPE, verb: 'test' },
  { type: TYPE, verb: 'fmt', args: ['--check'] },
];

/** Registers tasks that run the command line which comes with the extension, `main`, in the Node of the extension host. */
export function registerTasks(main: vscode.Uri): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TYPE, {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? [])
        // A process sees no folder but those on the disk.
        .filter(({ uri }) => uri.scheme === 'file')
        .flatMap((folder) => OFFERED.map((definition) => taskOf(definition, folder, main))),
    resolveTask: ({ definition, scope }) =>
      taskOf(definition as UpsellTask, scope === undefined ? vscode.TaskScope.Workspace : scope, main),
  });
}

function taskOf(definition: UpsellTask, scope: vscode.Task['scope'], main: vscode.Uri): vscode.Task {
  const { verb = 'check', args = [] } = definition;
  const cwd = scope && typeof scope === 'object' ? scope.uri.fsPath : undefined;
  const execution = new vscode.ProcessExecution(process.execPath, [main.fsPath, verb, ...args], {
    cwd,
    // In the desktop's editor Node is a part of Electron.
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const name = [verb, ...args].join(' ');
  const task = new vscode.Task(definition, scope ?? vscode.TaskScope.Workspace, name, TYPE, execution, MATCHERS);
  if (verb === 'test') task.group = vscode.TaskGroup.Test;
  return task;
}
