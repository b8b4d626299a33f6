import { normalUri } from '@upsell/language';
import type { Connection, WorkspaceEdit } from 'vscode-languageserver';
import { OpenDocument } from './open-document.ts';
import { TextDocuments } from './protocol.ts';

/**
 * The open documents by their normal URIs, which are how the files of programs are named and all that is said of them. A client may
 * write a URI in other ways: one that comes from it is made normal (`normalUri`), and one that goes to it is written as it wrote it.
 */
export class OpenDocuments {
  private readonly synchronized: TextDocuments<OpenDocument>;
  private readonly byUri = new Map<string, OpenDocument>();
  /** How the client writes what it opened, where that is another way; what was said of a closed document is taken back under it. */
  private readonly written = new Map<string, string>();

  constructor() {
    this.synchronized = new TextDocuments({
      create: (uri, _language, version, text) => this.add(uri, version, text),
      update: (document, changes, version) => document.update(changes, version),
    });
    this.synchronized.onDidClose(({ document }) => {
      if (this.byUri.get(document.uri) === document) this.byUri.delete(document.uri);
    });
  }

  listen(connection: Connection): void {
    this.synchronized.listen(connection);
  }

  /** Told of a document that was opened or changed. */
  onChange(told: (uri: string) => void): void {
    this.synchronized.onDidChangeContent(({ document }) => told(document.uri));
  }

  onSave(told: (uri: string) => void): void {
    this.synchronized.onDidSave(({ document }) => told(document.uri));
  }

  onClose(told: (uri: string) => void): void {
    this.synchronized.onDidClose(({ document }) => told(document.uri));
  }

  get(uri: string): OpenDocument | undefined {
    return this.byUri.get(uri);
  }

  keys(): readonly string[] {
    return [...this.byUri.keys()];
  }

  private readonly asWritten = (uri: string): string => this.written.get(uri) ?? uri;

  /** A place or a document, by the URI that the client writes. */
  readonly named = <T extends { readonly uri: string }>(one: T): T => ({ ...one, uri: this.asWritten(one.uri) });

  /** An edit of files, by the URIs that the client writes. */
  readonly edit = ({ changes, documentChanges }: WorkspaceEdit): WorkspaceEdit => ({
    ...(changes && {
      changes: Object.fromEntries(Object.entries(changes).map(([uri, edits]) => [this.asWritten(uri), edits])),
    }),
    ...(documentChanges && {
      documentChanges: documentChanges.map((change) =>
        'textDocument' in change ? { ...change, textDocument: this.named(change.textDocument) } : change,
      ),
    }),
  });

  private add(written: string, version: number, text: string): OpenDocument {
    const document = new OpenDocument(normalUri(written), version, text);
    this.byUri.set(document.uri, document);
    if (written === document.uri) this.written.delete(document.uri);
    else this.written.set(document.uri, written);
    return document;
  }
}
