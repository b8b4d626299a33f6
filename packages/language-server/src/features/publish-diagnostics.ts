import {
  type Analysis,
  type Diagnostic as FoundDiagnostic,
  isOfAnotherTime,
  isUnnecessary,
  relatedTo,
  type TextFile,
  toldWhileEditing,
} from '@upsell/language';
import type { Diagnostic } from 'vscode-languageserver';
import type { DiagnosticAbilities } from '../client-abilities.ts';
import { standsBeside } from '../evaluation.ts';
import type { OpenDocument } from '../open-document.ts';
import { DiagnosticSeverity, DiagnosticTag } from '../protocol.ts';
import { locationOf } from '../symbols.ts';

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** What of a diagnostic is sent besides its words. */
export interface DiagnosticForm extends DiagnosticAbilities {
  /** The URI of the folder with the pages of the rules, with its slash; undefined where there are none. */
  readonly rulePages: string | undefined;
}

/** textDocument/publishDiagnostics: the problems of one analysis by the file that they stand in. */
export function diagnosticsByFile(
  analysis: Analysis,
  form: DiagnosticForm,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>(analysis.files.map((file) => [file.uri, []]));
  for (const diagnostic of toldWhileEditing(analysis))
    byFile.get((analysis.files[diagnostic.file] as TextFile).uri)?.push(asPublished(analysis, diagnostic, form));
  return byFile;
}

/** A diagnostic of an analysis as the protocol has it. */
export function asPublished(analysis: Analysis, diagnostic: FoundDiagnostic, form: DiagnosticForm): Diagnostic {
  const { code, severity, message } = diagnostic;
  const { range } = locationOf(analysis, diagnostic);
  const related = form.related ? relatedTo(analysis, diagnostic) : [];
  return {
    range,
    severity: SEVERITY[severity],
    code,
    source: 'upsell',
    message,
    ...(form.unnecessary && isUnnecessary(diagnostic) && { tags: [DiagnosticTag.Unnecessary] }),
    ...(form.pages && form.rulePages !== undefined && { codeDescription: { href: `${form.rulePages}${code}.md` } }),
    ...(related.length > 0 && {
      relatedInformation: related.map((one) => ({ location: locationOf(analysis, one), message: one.message })),
    }),
  };
}

/**
 * What all open roots say of each file. A library that is open by itself and imported by open models gets the union: each
 * problem once. What a root said of a text that has changed since is left out until it is analysed again: its places are gone.
 */
export class Publications {
  private readonly form: () => DiagnosticForm;
  private readonly byRoot = new Map<string, ReadonlyMap<string, Finding>>();
  /** What that was made of. */
  private readonly made = new Map<string, { readonly analysis: Analysis; readonly form: DiagnosticForm }>();
  /** The version of each file that was seen last. */
  private readonly newest = new Map<string, Version>();
  private readonly sent = new Map<string, Sent>();

  constructor(form: () => DiagnosticForm) {
    this.form = form;
  }

  /** Takes a root's analysis (none: the root is closed); returns the other files whose list may have changed. */
  update(root: string, analysis: Analysis | undefined): readonly string[] {
    const form = this.form();
    const known = this.made.get(root);
    const before = this.byRoot.get(root) ?? NOTHING;
    const isKnown = known?.analysis === analysis && known?.form === form;
    const found = analysis ? (isKnown ? before : findingsOf(analysis, form)) : NOTHING;
    if (analysis) {
      this.byRoot.set(root, found);
      this.made.set(root, { analysis, form });
    } else {
      this.byRoot.delete(root);
      this.made.delete(root);
    }
    for (const [uri, { version }] of found) this.newest.set(uri, version);
    for (const uri of before.keys())
      if (!found.has(uri) && ![...this.byRoot.values()].some((files) => files.has(uri))) this.newest.delete(uri);
    const touched = new Set([...before.keys(), ...found.keys()]);
    return [...touched].filter((uri) => uri !== root && !isSame(before.get(uri), found.get(uri)));
  }

  /** What is to be sent of a file, of `document` where it is open; undefined where the client has been told the same. */
  next(uri: string, document: OpenDocument | undefined): Diagnostic[] | undefined {
    const last = this.sent.get(uri);
    const diagnostics = this.of(uri);
    const isAnswered = last?.document === document && last?.version === document?.version;
    if (isAnswered && isSameList(last?.diagnostics ?? [], diagnostics)) return undefined;
    if (document || diagnostics.length > 0) this.sent.set(uri, { document, version: document?.version, diagnostics });
    else this.sent.delete(uri);
    return diagnostics;
  }

  /** The files that open roots say something of. */
  files(): readonly string[] {
    return [...new Set([...this.byRoot.values()].flatMap((files) => [...files.keys()]))];
  }

  /** What all open roots say of a file now. */
  of(uri: string): Diagnostic[] {
    const newest = this.newest.get(uri);
    const said = [...this.byRoot.values()].flatMap((files) => files.get(uri) ?? []);
    const lists = said.filter(({ version, diagnostics }) => version === newest && diagnostics.length > 0);
    return lists.length < 2
      ? [...(lists[0]?.diagnostics ?? [])]
      : eachOnce(lists.flatMap(({ diagnostics }) => diagnostics));
  }
}

/**
 * What tells one version of a file from another. Tables are read by each model for itself, and have their texts at hand; the text of
 * a model would have to be put together.
 */
type Version = TextFile | string;

/** What one root says of one version of a file. */
interface Finding {
  readonly version: Version;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the client was told last; a document that is opened again is another one, and may have the same version. */
interface Sent {
  readonly document: OpenDocument | undefined;
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING: ReadonlyMap<string, Finding> = new Map();

function findingsOf(analysis: Analysis, form: DiagnosticForm): ReadonlyMap<string, Finding> {
  const byFile = diagnosticsByFile(analysis, form);
  // Parts of a portfolio may share a file, and each has its own list of the same problems.
  const isShared = byFile.size < analysis.files.length;
  const isTold = isMendable(analysis);
  return new Map(
    analysis.files.map((file) => {
      const found = (isTold && byFile.get(file.uri)) || [];
      const version = standsBeside(file.uri) ? file.text : file;
      return [file.uri, { version, diagnostics: isShared ? eachOnce(found) : found }];
    }),
  );
}

/**
 * True where it is of use to say what is wrong with a model: not with one of another time, such as a side of a difference, which nobody
 * edits, nor with one of which it is not known what it imports. That its figures are withheld stands beside them.
 */
function isMendable({ files, program }: Analysis): boolean {
  const uri = files[0]?.uri ?? '';
  const isLone = !/^(?:file|untitled):/.test(uri) && program.importProblems.some(({ params }) => params['lone']);
  return !isOfAnotherTime(uri) && !isLone;
}

/** Each of some diagnostics once. */
export const eachOnce = (all: readonly Diagnostic[]): Diagnostic[] => [
  ...new Map(all.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values(),
];

const isSame = (a: Finding | undefined, b: Finding | undefined): boolean =>
  a?.version === b?.version && isSameList(a?.diagnostics ?? [], b?.diagnostics ?? []);

const isSameList = (a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean =>
  a.length === b.length && (a.every((one, i) => one === b[i]) || JSON.stringify(a) === JSON.stringify(b));
