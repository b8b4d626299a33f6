import type { Files } from '../harness/analyse-text.ts';
import { analysisDifference, fileDifference } from './compare.ts';
import { type Difference, describeDifference } from './difference.ts';
import { Edited, parsedAnew } from './editor.ts';
import { type Past, type Step, textsAfter } from './random-edits.ts';
import type { Workspace } from './workspaces.ts';

/**
 * Files that are open in an editor while somebody edits them, beside the same texts read from nothing: every check throws
 * where the two differ, with the first difference and the edits that led to it.
 */
export class Session {
  private readonly workspace: Workspace;
  private readonly texts: Record<string, string>;
  private readonly names: readonly string[];
  private readonly roots: readonly string[];
  private readonly edited: Edited;
  private readonly edits: string[] = [];

  constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.texts = { ...workspace.files };
    this.names = namesIn(workspace);
    // The root, and one more file that is open by itself: what both import is one and the same.
    this.roots = [...new Set([this.names[0] as string, this.names[this.names.length - 1] as string])];
    this.edited = new Edited(workspace.files, this.roots);
    this.edited.look();
  }

  /** Changes one file, as a keystroke does; a look or a check may follow. */
  change(name: string, text: string): void {
    this.edits.push(`${name}: ${changeIn(this.texts[name] ?? '', text)}`);
    this.texts[name] = text;
    this.edited.change(name, text);
  }

  /** Checks what is parsed of a file. */
  checkFile(name: string): void {
    const found = this.edited.file(name);
    this.fail(`file ${name}`, found && fileDifference(found, parsedAnew(name, this.texts[name] ?? '')));
  }

  /** Analyses the open files, as an editor does between two edits. */
  look(): void {
    this.edited.look();
  }

  /** Analyses the open files, and checks everything that they show. */
  check(): void {
    const expected = new Edited(this.texts, this.roots).look();
    for (const [i, found] of this.edited.look().entries())
      this.fail(`analysis of ${this.roots[i]}`, expected[i] && analysisDifference(found, expected[i]));
  }

  private fail(what: string, difference: Difference | undefined): void {
    if (!difference) return;
    const edits = this.edits.map((edit, i) => `  ${i + 1}. ${edit}`).join('\n');
    throw new Error(`${what}: ${describeDifference(difference)}\n  in ${this.workspace.name} after\n${edits}`);
  }
}

/** Plays steps on a workspace: all is checked at the end and after one step in 20, the file after one in four. */
export function play(workspace: Workspace, steps: readonly Step[]): void {
  const session = new Session(workspace);
  for (const { name, text, step } of textsOf(workspace, steps)) {
    session.change(name, text);
    if (step.isLookedAt) session.look();
    if (step.pick % 20 === 0) session.check();
    else if (step.pick % 4 === 0) session.checkFile(name);
  }
  session.check();
}

/** The files that steps change, as they are after the last step. */
export function filesAfter(workspace: Workspace, steps: readonly Step[]): Files {
  return Object.fromEntries([...textsOf(workspace, steps)].map(({ name, text }) => [name, text]));
}

/** The versions of files that steps lead through, in their order. */
export function* textsOf(workspace: Workspace, steps: readonly Step[]) {
  const names = namesIn(workspace);
  const texts: Record<string, string> = { ...workspace.files };
  const pasts = new Map(names.map((name): [string, Past] => [name, { original: texts[name] as string, before: [] }]));
  for (const step of steps) {
    // Half of the steps change the root.
    const name = (step.file < 0.5 ? names[0] : names[Math.floor((step.file * 2 - 1) * names.length)]) as string;
    const past = pasts.get(name) as Past;
    for (const text of textsAfter(texts[name] as string, step, past)) {
      if (step.kind !== 'undo') past.before.push(texts[name] as string);
      texts[name] = text;
      yield { name, text, step };
    }
  }
}

const namesIn = ({ files }: Workspace): readonly string[] =>
  Object.keys(files).filter((name) => name.endsWith('.upsell'));

/** What stands where, and what stood there before. */
function changeIn(before: string, after: string): string {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const part = (text: string) => JSON.stringify(text.slice(start, text.length - end));
  return `at ${start} ${part(before)} becomes ${part(after)}`;
}
