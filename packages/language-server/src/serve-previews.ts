import { type Analysis, normalUri } from '@upsell/language';
import type { Connection, WorkspaceEdit } from 'vscode-languageserver';
import { guarded } from './answers.ts';
import { whatIfEdit } from './features/what-if.ts';
import type { OpenDocuments } from './open-documents.ts';
import { PreviewFeed } from './preview-feed.ts';
import {
  PREVIEW,
  type PreviewOf,
  type PreviewParams,
  UNWATCH_PREVIEW,
  WATCH_PREVIEW,
  WRITE_TURNS,
  type WriteTurnsParams,
  type WriteTurnsResult,
} from './requests.ts';

/** What previews ask of the server. */
export interface PreviewsHost {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  /** The analysis of an open document; undefined where it is not open, or where there is a bug, which is logged. */
  analysis(uri: string): Analysis | undefined;
}

/** Serves previews on a connection; the feed is to be told when all is published. */
export function servePreviews({ connection, documents, analysis }: PreviewsHost): PreviewFeed {
  const feed = new PreviewFeed({
    analysis,
    send: (params) => void connection.sendNotification(PREVIEW, asWritten(params)),
    guarded: (work) => guarded(connection, 'preview', work),
    later: (milliseconds, callback) => void setTimeout(callback, milliseconds),
  });
  connection.onNotification(WATCH_PREVIEW, ({ uri }: PreviewOf) => feed.watch(normalUri(uri)));
  connection.onNotification(UNWATCH_PREVIEW, ({ uri }: PreviewOf) => feed.unwatch(normalUri(uri)));
  connection.onRequest(WRITE_TURNS, (params: WriteTurnsParams) => write(params));
  return feed;

  /** By the URIs that the client writes. */
  function asWritten(params: PreviewParams): PreviewParams {
    const written = documents.named(params);
    if (!('files' in written)) return written;
    return { ...written, files: written.files.map((uri) => documents.named({ uri }).uri) };
  }

  /** The client makes the edit, in the versions of the texts that it was computed from. */
  async function write({ uri, as, turns }: WriteTurnsParams): Promise<WriteTurnsResult> {
    const known = analysis(normalUri(uri));
    if (!known) return { isWritten: false, reason: 'The model is not open in the editor: open it, and write again.' };
    const edit = guarded(connection, 'what if', () => whatIfEdit(known, as, turns));
    if (!edit) return { isWritten: false, reason: 'The model has changed meanwhile: turn the numbers again.' };
    if (typeof edit === 'string') return { isWritten: false, reason: edit };
    const documentChanges = Object.entries(edit.changes ?? {}).map(([changed, edits]) => ({
      textDocument: { uri: changed, version: documents.get(changed)?.version ?? null },
      edits,
    }));
    const asked = { label: 'What if', edit: documents.edit({ documentChanges }) };
    const { applied, failureReason } = await connection.workspace.applyEdit(asked);
    return { isWritten: applied, reason: failureReason, ...(as === 'scenario' && { line: lineOfScenario(edit) }) };
  }
}

/** The line on which the new scenario begins: what is laid out with it stands before it. */
function lineOfScenario({ changes = {} }: WorkspaceEdit): number | undefined {
  const added = Object.values(changes)
    .flat()
    .findLast(({ newText }) => newText.includes(HEAD));
  if (!added) return undefined;
  const before = added.newText.slice(0, added.newText.lastIndexOf(HEAD));
  return added.range.start.line + before.split('\n').length - 1;
}

const HEAD = 'scenario ';

declare const setTimeout: (callback: () => void, milliseconds: number) => void;
