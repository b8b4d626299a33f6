import { STATUS, type StatusParams } from '@upsell/language-server/requests';
import * as vscode from 'vscode';
import type { ClientUser } from './client-user.ts';
import type { Previews } from './previews.ts';

/**
 * How the model in the active editor, or in the preview that has the focus, stands: its total in the status bar, and what is evaluated, or
 * why nothing is.
 */
export interface ModelStatus extends ClientUser, vscode.Disposable {}

export function createModelStatus(previews: Pick<Previews, 'active' | 'onDidChangeActive'>): ModelStatus {
  const known = new Map<string, StatusParams>();
  const bar = vscode.window.createStatusBarItem('upsell.total', vscode.StatusBarAlignment.Left, 0);
  bar.name = 'Upsell total';
  const item = vscode.languages.createLanguageStatusItem('upsell.model', { language: 'upsell' });
  item.name = 'Upsell model';
  const watching = [
    vscode.window.onDidChangeActiveTextEditor(show),
    previews.onDidChangeActive(show),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      known.delete(uri.toString());
      show();
    }),
  ];
  show();

  return {
    attach(client) {
      client.onNotification(STATUS, (status: StatusParams) => {
        known.set(client.protocol2CodeConverter.asUri(status.uri).toString(), status);
        show();
      });
    },
    running: () => undefined,
    failed() {
      known.clear();
      show();
    },
    dispose() {
      for (const one of [bar, item, ...watching]) one.dispose();
    },
  };

  /** Of another editor, such as an output, nothing is said. */
  function show(): void {
    const uri = previews.active ?? vscode.window.activeTextEditor?.document.uri.toString();
    const status = uri === undefined ? undefined : known.get(uri);
    if (!status) {
      bar.hide();
      item.text = 'Not evaluated';
      item.detail = 'The language server has said nothing of this file yet';
      return;
    }
    const { kind, text, detail } = status;
    const isWithheld = kind === 'withheld';
    item.text = text;
    item.detail = detail;
    item.severity = isWithheld ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    item.command =
      kind === 'library' ? undefined : { command: 'upsell.showPreviewToSide', title: 'Preview', arguments: [uri] };
    if (kind === 'library') {
      bar.hide();
      return;
    }
    bar.text = `${isWithheld ? '$(warning)' : '$(graph)'} ${text}`;
    bar.tooltip = `${detail} Click to open the preview.`;
    bar.accessibilityInformation = { label: `Upsell: ${text}. ${detail}`, role: 'button' };
    bar.backgroundColor = isWithheld ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    bar.command = { command: 'upsell.showPreviewToSide', title: 'Preview', arguments: [uri] };
    bar.show();
  }
}
