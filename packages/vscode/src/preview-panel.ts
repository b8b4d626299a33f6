import type { PreviewParams } from '@upsell/language-server/requests';
import type { HostMessage, PreviewMessage } from '@upsell/preview/messages';
import { LOADING, readPreviewMessage } from '@upsell/preview/messages';
import * as vscode from 'vscode';

/** What a panel asks of the language server. */
export interface PreviewSource {
  /** All of a model is wanted. */
  watch(uri: string): void;
  unwatch(uri: string): void;
  /** Whether it has been written; a person has been told why not. */
  write(uri: string, message: Extract<PreviewMessage, { type: 'write' }>): Promise<boolean>;
}

/** The preview of one model, beside its text. It never takes the focus by itself. */
export interface PreviewPanel extends vscode.Disposable {
  readonly uri: string;
  /** Shows another model in the same panel. */
  show(uri: vscode.Uri): void;
  reveal(column: vscode.ViewColumn): void;
  /** It has the focus. */
  readonly isActive: boolean;
  /** Shows the text of the model, where it is shown already, else beside the preview where there is room. */
  showSource(): Promise<void>;
  /** What the server has sent. */
  update(params: PreviewParams): void;
  /** The server has started again: it knows of no preview. */
  restart(): void;
  /** The server sends nothing: where nothing is shown, `reason` says why. */
  fail(reason: string): void;
  /** It has got or lost the focus, or shows another model. */
  onDidChangeActive(callback: () => void): void;
  onDispose(callback: () => void): void;
}

export const VIEW_TYPE = 'upsell.preview';

/** `bundles` is the folder of the built extension. */
export function openPanel(
  uri: vscode.Uri,
  column: vscode.ViewColumn,
  bundles: vscode.Uri,
  source: PreviewSource,
): PreviewPanel {
  const options = { enableScripts: true, localResourceRoots: [bundles] };
  const place = { viewColumn: column, preserveFocus: true };
  return drivePanel(vscode.window.createWebviewPanel(VIEW_TYPE, 'Preview', place, options), uri, bundles, source);
}

/** Drives a panel, one that was just made or that the editor has brought back after a reload. */
export function drivePanel(
  panel: vscode.WebviewPanel,
  first: vscode.Uri,
  bundles: vscode.Uri,
  source: PreviewSource,
): PreviewPanel {
  const { webview } = panel;
  const assets = vscode.Uri.joinPath(bundles, '..', '..', 'packages', 'vscode', 'assets');
  const [light, dark] = ['file-light.svg', 'file-dark.svg'].map((name) => vscode.Uri.joinPath(assets, name));
  if (light && dark) panel.iconPath = { light, dark };
  const activeChanged = new vscode.EventEmitter<void>();
  let uri = first;
  let files: readonly string[] = [];
  let isDisposed = false;
  const post = (message: HostMessage) => void webview.postMessage(message);
  // A model that was removed may come back, with another branch or by an undo.
  const created = vscode.workspace.createFileSystemWatcher('**/*.upsell', false, true, true);

  const disposables = [
    webview.onDidReceiveMessage((value: unknown) => {
      const message = readPreviewMessage(value);
      if (message) take(message);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => postCursor(textEditor)),
    vscode.window.onDidChangeActiveTextEditor((editor) => editor && postCursor(editor)),
    // The server sees what is open: without its editor the model is opened again, as it is on the disk.
    vscode.workspace.onDidCloseTextDocument((closed) => {
      if (closed.uri.toString() === uri.toString()) void watch();
    }),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      const to = files.map((renamed) => placeAfter(renamed, uri)).find((place) => place !== undefined);
      if (to) show(to);
    }),
    vscode.workspace.onDidSaveTextDocument((saved) => {
      if (isSavedAs(uri, saved)) show(saved.uri);
    }),
    panel.onDidChangeViewState(() => activeChanged.fire()),
    activeChanged,
    created,
    created.onDidCreate((file) => {
      if (file.toString() === uri.toString()) void watch();
    }),
  ];
  panel.onDidDispose(() => {
    isDisposed = true;
    source.unwatch(uri.toString());
    for (const one of disposables) one.dispose();
  });
  load();

  return {
    get uri() {
      return uri.toString();
    },
    show,
    reveal: (column) => panel.reveal(column, true),
    update(params) {
      if ('reason' in params) return nothing(params.reason);
      const { count, isWhole, input } = params;
      files = params.files;
      post({ type: 'update', count, isWhole, input });
      const editor = vscode.window.activeTextEditor;
      if (isWhole && editor) postCursor(editor);
      return undefined;
    },
    get isActive() {
      return panel.active;
    },
    showSource: () =>
      Promise.resolve(vscode.workspace.openTextDocument(uri))
        .then((document) => open(document))
        .catch(warn),
    restart: () => void watch(),
    fail(reason) {
      if (files.length === 0) nothing(reason);
    },
    onDidChangeActive: (callback) => void activeChanged.event(callback),
    onDispose: (callback) => void panel.onDidDispose(callback),
    dispose: () => panel.dispose(),
  };

  function show(next: vscode.Uri): void {
    if (next.toString() === uri.toString()) return;
    source.unwatch(uri.toString());
    uri = next;
    files = [];
    load();
    activeChanged.fire();
  }

  function nothing(reason: string): void {
    files = [];
    post({ type: 'nothing', reason });
  }

  function load(): void {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    // The other side of a difference has the same name.
    panel.title = isWritable(uri) ? `Preview ${name}` : `Preview ${name} (${uri.scheme})`;
    webview.html = page(webview, bundles, uri);
  }

  /** The server analyses what is open: a document that nobody shows is opened for it. */
  async function watch(): Promise<void> {
    const watched = uri;
    try {
      // To open what was never saved again would make another one.
      if (watched.scheme === 'untitled' && !openDocument(watched)) throw new Error('it was closed, and never saved.');
      await vscode.workspace.openTextDocument(watched);
      if (!isDisposed && watched === uri) source.watch(watched.toString());
    } catch (error) {
      const reason = (await isAbsent(watched)) ? 'there is no such file any more.' : messageOf(error);
      if (!isDisposed && watched === uri) nothing(`The model cannot be read: ${reason}`);
    }
  }

  function take(message: PreviewMessage): void {
    if (message.type === 'ready') {
      files = [];
      void watch();
    } else if (message.type === 'write') void write(message);
    else void goTo(message.file, message.line).catch(warn);
  }

  async function write(message: Extract<PreviewMessage, { type: 'write' }>): Promise<void> {
    let isWritten = false;
    try {
      await vscode.workspace.openTextDocument(uri);
      isWritten = await source.write(uri.toString(), message);
    } catch (error) {
      warn(error);
    }
    post({ type: 'written', isWritten });
  }

  function warn(error: unknown): void {
    void vscode.window.showWarningMessage(`Upsell: ${messageOf(error)}`);
  }

  async function goTo(file: number, line: number): Promise<void> {
    const target = files[file];
    if (target === undefined) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target));
    const at = new vscode.Position(Math.max(0, Math.min(line, document.lineCount) - 1), 0);
    await open(document, new vscode.Range(at, at));
  }

  async function open(document: vscode.TextDocument, selection?: vscode.Range): Promise<void> {
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const beside = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== panel.viewColumn);
    const viewColumn = shown?.viewColumn ?? beside?.viewColumn ?? vscode.ViewColumn.One;
    await vscode.window.showTextDocument(document, { viewColumn, ...(selection ? { selection } : {}) });
  }

  function postCursor({ document, selection }: vscode.TextEditor): void {
    const file = files.indexOf(document.uri.toString());
    if (file >= 0) post({ type: 'cursor', file, line: selection.active.line + 1 });
  }
}

/** Where a file is after it, or a folder of it, has been renamed; undefined where that one is another. */
function placeAfter(
  { oldUri, newUri }: { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri },
  file: vscode.Uri,
): vscode.Uri | undefined {
  const rest = file.path.slice(oldUri.path.length);
  const isOf = rest === '' || rest.startsWith('/');
  const was = oldUri.with({ path: `${oldUri.path}${rest}` });
  return isOf && was.toString() === file.toString() ? newUri.with({ path: `${newUri.path}${rest}` }) : undefined;
}

/** Whether a file has just been made of a document without one. Nothing but the text says so, which may be formatted as it is saved. */
function isSavedAs(uri: vscode.Uri, saved: vscode.TextDocument): boolean {
  const text = uri.scheme === 'untitled' ? openDocument(uri)?.getText() : undefined;
  const isSame = (other: string) => other.replaceAll(/\s/g, '') === saved.getText().replaceAll(/\s/g, '');
  return text !== undefined && saved.languageId === 'upsell' && isSame(text);
}

const openDocument = (uri: vscode.Uri): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());

/** False for an older version, such as a side of a difference: the editor would change what it shows of it, and nothing else. */
const isWritable = ({ scheme }: vscode.Uri): boolean =>
  scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;

const isAbsent = (uri: vscode.Uri): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => false,
    (error: unknown) => error instanceof vscode.FileSystemError && error.code === 'FileNotFound',
  );

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The page: a policy that allows the extension's own script and style, and nothing else. */
function page(webview: vscode.Webview, bundles: vscode.Uri, uri: vscode.Uri): string {
  const [script, style] = ['preview.js', 'preview.css'].map((name) =>
    escaped(webview.asWebviewUri(vscode.Uri.joinPath(bundles, name)).toString()),
  );
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<div id="app" data-uri="${escaped(uri.toString())}"${isWritable(uri) ? ' data-writable' : ''}><p class="empty">${LOADING}</p></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
