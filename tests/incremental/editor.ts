import {
  type Analysis,
  analyse,
  CONFIG_FILE,
  changedFile,
  differenceOf,
  parseFile,
  readConfig,
  type SourceFile,
} from '@upsell/language';
import { AS_OF, type Files } from '../harness/analyse-text.ts';

const FOLDER = 'file:///workspace/';
const uriOf = (name: string): string => FOLDER + encodeURIComponent(name).replaceAll('%2F', '/');

/**
 * Texts that are open in an editor: each change of a text is read into the file of its version before, each look analyses the open
 * roots from their analyses before. `upsell.config.json` may be one of the texts.
 */
export class Edited {
  private readonly files = new Map<string, SourceFile>();
  private readonly texts = new Map<string, string>();
  private readonly analyses = new Map<string, Analysis>();
  private readonly roots: readonly string[];
  private readonly options;
  private readonly host = {
    load: (uri: string) => this.files.get(uri),
    inside: (uri: string) => uri.startsWith(FOLDER),
  };

  /** Opens texts by name, without a look at them; `roots` are those that are analysed as models (or libraries) of their own. */
  constructor(texts: Files, roots: readonly string[]) {
    const config = texts[CONFIG_FILE];
    this.options = { asOf: AS_OF, config: config === undefined ? undefined : readConfig(config) };
    this.roots = roots.map(uriOf);
    for (const [name, text] of Object.entries(texts)) if (name !== CONFIG_FILE) this.change(name, text);
  }

  /** Gives a file another text. Analyses stay as they are until the next look. */
  change(name: string, text: string): void {
    const uri = uriOf(name);
    const before = this.files.get(uri);
    const file = before ? changedFile(before, differenceOf(this.texts.get(uri) ?? '', text)) : parseFile(uri, text);
    this.files.set(uri, file);
    this.texts.set(uri, text);
  }

  file(name: string): SourceFile | undefined {
    return this.files.get(uriOf(name));
  }

  /** The analyses of the roots, in their order. */
  look(): readonly Analysis[] {
    return this.roots.map((uri) => {
      const root = this.files.get(uri) as SourceFile;
      const analysis = analyse(root, this.host, this.options, [], this.analyses.get(uri));
      this.analyses.set(uri, analysis);
      return analysis;
    });
  }
}

/** A text parsed from nothing, as `Edited` names it. */
export const parsedAnew = (name: string, text: string): SourceFile => parseFile(uriOf(name), text);
