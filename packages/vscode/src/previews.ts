import {
  PREVIEW,
  type PreviewParams,
  UNWATCH_PREVIEW,
  WATCH_PREVIEW,
  WRITE_TURNS,
  type WriteTurnsParams,
  type WriteTurnsResult,
} from '@upsell/language-server/requests';
import * as vscode from 'vscode';
import type { Client } from './client.ts';
import type { ClientUser } from './client-user.ts';
import { drivePanel, openPanel, type PreviewPanel, type PreviewSource, VIEW_TYPE } from './preview-panel.ts';

/** The one preview that there is: it is reused for whatever model is asked for. */
export interface Previews extends ClientUser, vscode.Disposable {
  show(uri: vscode.Uri, column: vscode.ViewColumn): void;
  /** Shows the text of the model that it shows. */
  showSource(): Promise<void>;
  /** The URI of the model that is shown, while the preview has the focus. */
  readonly active: string | undefined;
  readonly onDidChangeActive: vscode.Event<void>;
}

/** `bundles` is the folder of the built extension. */
export function createPreviews(bundles: vscode.Uri): Previews {
  let panel: PreviewPanel | undefined;
  let client: Client | undefined;
  let failure: string | undefined;
  const activeChanged = new vscode.EventEmitter<void>();
  const source: PreviewSource = {
    watch(uri) {
      tell(WATCH_PREVIEW, uri);
      if (failure !== undefined) panel?.fail(failure);
    },
    unwatch: (uri) => tell(UNWATCH_PREVIEW, uri),
    write: (uri, { as, turns }) => write({ uri, as, turns }),
  };
  /** A server that starts again is told anew. */
  function tell(method: string, uri: string): void {
    if (client?.isRunning()) client.sendNotification(method, { uri }).catch(() => undefined);
  }
  const keep = (opened: PreviewPanel) => {
    panel = opened;
    opened.onDidChangeActive(() => activeChanged.fire());
    opened.onDispose(() => {
      if (panel === opened) panel = undefined;
      activeChanged.fire();
    });
  };
  const serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
    async deserializeWebviewPanel(restored, state: unknown) {
      const uri = (state as { uri?: unknown } | undefined)?.uri;
      if (typeof uri !== 'string' || panel) return restored.dispose();
      restored.webview.options = { enableScripts: true, localResourceRoots: [bundles] };
      return keep(drivePanel(restored, vscode.Uri.parse(uri), bundles, source));
    },
  });

  return {
    show(uri, column) {
      if (!panel) return keep(openPanel(uri, column, bundles, source));
      panel.show(uri);
      return panel.reveal(column);
    },
    async showSource() {
      await panel?.showSource();
    },
    get active() {
      return panel?.isActive ? panel.uri : undefined;
    },
    onDidChangeActive: activeChanged.event,
    attach(started) {
      started.onNotification(PREVIEW, (params: PreviewParams) => {
        if (panel?.uri === params.uri) panel.update(params);
      });
    },
    running(started) {
      client = started;
      failure = undefined;
      panel?.restart();
    },
    // What is shown stays.
    failed(reason) {
      failure = `The language server is not running; the command "Upsell: Restart language server" starts it. ${reason}`;
      panel?.fail(failure);
    },
    dispose() {
      serializer.dispose();
      panel?.dispose();
      activeChanged.dispose();
    },
  };

  async function write(params: WriteTurnsParams): Promise<boolean> {
    if (!client?.isRunning()) throw new Error('The language server is not running: restart it, and write again.');
    const { isWritten, reason, line } = await client.sendRequest<WriteTurnsResult>(WRITE_TURNS, params);
    if (!isWritten) void vscode.window.showWarningMessage(reason ?? 'The editor did not make the edit.');
    if (isWritten && line !== undefined) reveal(params.uri, line);
    return isWritten;
  }

  /** Brings a line into sight, where the model is; the focus stays in the preview. */
  function reveal(uri: string, line: number): void {
    const { InCenterIfOutsideViewport } = vscode.TextEditorRevealType;
    const place = new vscode.Range(line, 0, line, 0);
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document.uri.toString() === uri) editor.revealRange(place, InCenterIfOutsideViewport);
  }
}
