import type { Surroundings } from '@upsell/language/refactorings';
import type { CodeAction, CodeActionContext, Command, Range, WorkspaceEdit } from 'vscode-languageserver';
import type { DiagnosticForm } from './features/publish-diagnostics.ts';

/** What of a document is asked, and what the client can do with the answer. */
export interface CodeActionRequest {
  readonly uri: string;
  readonly range: Range;
  readonly context: Pick<CodeActionContext, 'only'>;
  /** How the client was told of the diagnostics. */
  readonly form: DiagnosticForm;
  /** What stands around the document; with `canCreate` edits may create files. */
  readonly around: Surroundings;
  /** Where severities are set for the document. */
  config(): ConfigPlace;
  /** True where edits may have placeholders. */
  readonly takesSnippets: boolean;
  /** What the client does for another name in the place of one that was made up, where it can. */
  renaming?(name: string): Command;
}

/** A code action without its edit, which is made when it is asked for; undefined where it cannot be made any more. */
export interface OfferedAction {
  readonly action: CodeAction;
  edit(): WorkspaceEdit | undefined;
}

/** Where the severities of a document are set, or would be. */
export interface ConfigPlace {
  readonly uri: string;
  /** What stands there; undefined where there is no such file. */
  readonly text: string | undefined;
  /** Of the document that it is in an editor; null where the disk has the text. Absent where edits cannot say so. */
  readonly version?: number | null;
}
