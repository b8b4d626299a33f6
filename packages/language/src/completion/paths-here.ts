import { currencyOf } from '../amount.ts';
import { placedAssumptions } from '../plan-assumptions.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import { rangeOf } from '../tree.ts';
import type { CursorPlace } from './cursor-place.ts';
import { sampleValue } from './field-texts.ts';
import type { Asked, Proposal } from './proposal.ts';

/** A number that a scenario can change. */
export interface ScenarioPath {
  readonly path: string;
  /** Its value, as written. */
  readonly value: string;
}

/** The numbers that a scenario can change where the cursor is, in the order of the text: not those of what it drops or replaces. */
export function scenarioPaths({ program, place }: Pick<Asked, 'program' | 'place'>): readonly ScenarioPath[] {
  const all = [...place.head, ...place.tail];
  const dropped = all.filter((_, i) => all[i - 1]?.image === 'drop').map(({ image }) => image);
  const replaces = all.some(({ image }, i) => image === 'closing' && all[i + 1]?.image !== '.');
  return placedAssumptions(program).flatMap(({ scenarioPath, node, file }) => {
    if (scenarioPath === undefined) return [];
    const [root = '', member = ''] = scenarioPath.split('.');
    if (dropped.includes(root) || (replaces && root === 'closing' && !REQUIRED.has(member))) return [];
    const { start, end } = rangeOf(node.steps[0] ?? node);
    const value = sliceOf(program.files[file] as SourceFile, start, end).replaceAll(/\s+/g, ' ');
    return [{ path: scenarioPath, value }];
  });
}

const REQUIRED = new Set(['win_rate', 'deal_size']);

/** The paths as proposals; where the beginning of one is written, what may follow it. */
export function pathProposals(asked: Asked, before: CursorPlace['before'] = []): readonly Proposal[] {
  const { place, program } = asked;
  const written = before
    .slice(1)
    .map(({ image }) => image)
    .join('');
  const end = pathEnd(place);
  const old = written + sliceOf(program.files[0] as SourceFile, place.word.start, end);
  const all = scenarioPaths(asked);
  // What follows is said of a number of that kind.
  const isMeant = place.after.length > 0 && (kindOf(old) !== undefined || all.some(({ path }) => path === old));
  return all
    .filter(({ path }) => path.startsWith(written) && (!isMeant || isAlike(path, old)))
    .map(({ path, value }) => ({
      label: path.slice(written.length),
      kind: 'number',
      snippet: path.slice(written.length),
      detail: value,
      range: { start: place.word.start, end },
    }));
}

/** Where the path under the cursor ends. */
function pathEnd({ word, after, from }: CursorPlace): number {
  let end = word.end;
  for (const token of after) {
    if (from + token.startOffset !== end || !/^[.\w]/.test(token.image)) break;
    end += token.image.length;
  }
  return end;
}

/** True for two numbers of one kind, so that what is said of the one can be said of the other. */
const isAlike = (a: string, b: string): boolean => a === b || (kindOf(a) === kindOf(b) && kindOf(a) !== undefined);

const kindOf = (path: string): string | undefined =>
  /\.(volume|conversion|win_rate|deal_size|closers|capacity|cost|quota|converting)$/.exec(path)?.[1];

/** A path and a value for an edit to begin with, which changes nothing that another edit speaks of. */
export function firstEdit(asked: Asked): { readonly path: string; readonly value: string } | undefined {
  const path = scenarioPaths(asked).find(({ path: one }) =>
    /^closing\.(win_rate|deal_size)$|\.conversion$/.test(one),
  )?.path;
  const field = path?.split('.')[1]?.replace('_', ' ') ?? '';
  return path === undefined ? undefined : { path, value: sampleValue(field, currencyOf(asked.program)) };
}
