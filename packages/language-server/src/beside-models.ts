import { type Analysis, namesActuals, normalUri, type Program } from '@upsell/language';
import type { Position } from 'vscode-languageserver';
import { actualsFile } from './actuals-cell.ts';
import type { Evaluation } from './evaluation.ts';
import type { ActualsRequest } from './features/actuals-completion.ts';
import type { OpenDocuments } from './open-documents.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** What models are found with. */
export interface BesideHost {
  readonly documents: OpenDocuments;
  readonly evaluation: Evaluation;
  readonly index: WorkspaceIndex;
}

/** Files of actuals, and the models that read them. */
export class BesideModels {
  private readonly host: BesideHost;

  constructor(host: BesideHost) {
    this.host = host;
  }

  /** What is asked of a file of actuals; undefined for another document. */
  request(written: string, position: Position): ActualsRequest | undefined {
    const uri = normalUri(written);
    const text = actualsFile(uri) && this.host.documents.get(uri)?.getText();
    return text === undefined ? undefined : { uri, text, position, program: () => this.programFor(uri) };
  }

  /** The open model that reads a file of actuals. */
  readerOf(uri: string): Analysis | undefined {
    const { documents, evaluation } = this.host;
    const folder = actualsFile(uri)?.folder;
    for (const open of folder === undefined ? [] : documents.keys()) {
      const analysis = evaluation.of(open);
      if (analysis?.records.actuals?.uri === folder) return analysis;
    }
    return undefined;
  }

  /** The program of the model that names the folder of a file of actuals: one that is open, else one of the workspace. */
  private programFor(uri: string): Program | undefined {
    const { evaluation, index } = this.host;
    const open = this.readerOf(uri);
    if (open) return open.program;
    const folder = actualsFile(uri)?.folder ?? '';
    const programs = evaluation.programs();
    for (const file of index.namingActuals(folder)) {
      const program = programs(file);
      if (program?.isModel && namesActuals(program, folder)) return program;
    }
    return undefined;
  }
}
