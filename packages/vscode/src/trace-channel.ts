import * as vscode from 'vscode';

/**
 * The output channel as the client's tracer is to see it: `upsell.trace.server` alone turns tracing on. By itself the
 * client traces only while its channel's log level is "trace": the setting would do nothing until the user had found
 * that second switch.
 */
export function createTraceChannel(channel: vscode.LogOutputChannel): vscode.LogOutputChannel {
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  const settings = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('upsell.trace.server')) changed.fire(level());
  });
  return Object.create(channel, {
    logLevel: { get: level },
    onDidChangeLogLevel: { value: changed.event },
    trace: { value: (message: string) => channel.info(message) },
    // The channel itself belongs to who made it.
    dispose: { value: () => vscode.Disposable.from(settings, changed).dispose() },
  });
}

function level(): vscode.LogLevel {
  const trace = vscode.workspace.getConfiguration('upsell').get('trace.server', 'off');
  return trace === 'off' ? vscode.LogLevel.Info : vscode.LogLevel.Trace;
}
