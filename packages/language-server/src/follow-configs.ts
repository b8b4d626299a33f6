import { CONFIG_FILE } from '@upsell/language';
import type { Connection } from 'vscode-languageserver';
import {
  BulkRegistration,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  TextDocumentSyncKind,
} from './protocol.ts';

/**
 * Asks a client to tell of open configurations too, and of nothing else about them: an edit of one must know what is not saved yet.
 * One that refuses has them read from the disk.
 */
export function followConfigs(connection: Connection): void {
  const documentSelector = [{ pattern: `**/${CONFIG_FILE}` }];
  const all = BulkRegistration.create();
  all.add(DidOpenTextDocumentNotification.type, { documentSelector });
  all.add(DidChangeTextDocumentNotification.type, { documentSelector, syncKind: TextDocumentSyncKind.Incremental });
  all.add(DidCloseTextDocumentNotification.type, { documentSelector });
  connection.client.register(all).catch(() => undefined);
}
