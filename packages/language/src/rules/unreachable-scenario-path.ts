import { replace } from '../edits.ts';
import { nearest } from '../nearest.ts';
import { BLOCK_FIELDS } from '../parser/words.ts';
import type { Params } from '../problem.ts';
import type { Rule } from './rule.ts';

export const unreachableScenarioPath: Rule = {
  code: 'unreachable-scenario-path',
  severity: 'error',
  summary: 'A scenario changes or drops what is not there.',
  page: {
    why: 'A scenario is read as the answer to a question: what if the win rate were higher, what if we stopped dialling? A change that reaches nothing gives the old numbers back as the answer, and somebody decides on them. It happens when a channel was renamed, or dropped a line earlier.',
    example: `scenario faster "Better conversion" {
  set tickets.conversoin = 1% decided 2025-12
}`,
    mended: `scenario faster "Better conversion" {
  set tickets.conversion = 1% decided 2025-12
}`,
    fix: "Name what is there: `channel.field`, `channel.touch`, `channel.touch.converting`, `closing.field`, or a driver's name; fields of two words have an underscore, as in `closing.win_rate`. `set` may bring in an optional field of its block, `scale` only changes what is there, and `drop` takes the name of a channel. Edits apply from top to bottom. What holds no number, such as the source of a channel, is not changed by a scenario; for the cycle of the closing model write its `closing` block anew.",
  },
  message: (params) => {
    const { edit, path } = params;
    const other = edit === 'drop' ? undefined : otherField(String(path));
    if (other !== undefined)
      return other.block === 'closing'
        ? `A scenario cannot change \`${other.field}\` by itself: write a \`closing\` block in it, which takes the place of the model's.`
        : `A scenario cannot change the \`${other.field}\` of a channel: it changes numbers, drops channels and replaces the closing model.`;
    const near = nearestPath(params);
    if (near !== undefined) return `There is nothing at \`${path}\` to ${edit}. Did you mean \`${near}\`?`;
    return edit === 'drop'
      ? `There is no channel \`${path}\` to drop. Name one of the model.`
      : `There is nothing at \`${path}\` to ${edit}. Write \`channel.field\`, \`closing.field\` or the name of a driver.`;
  },
  fixes({ file, start, end, params }) {
    const near = nearestPath(params);
    if (near === undefined) return [];
    const title = `Write \`${near}\` (the scenario's numbers change)`;
    return [{ title, edits: [replace(file, { start, end }, near)], changesForecast: true }];
  },
};

/** Whether what a path names is a field that holds no number with a history: nothing that a scenario can change. */
export function otherField(path: string): { readonly block: string; readonly field: string } | undefined {
  const [root, member = '', ...more] = path.split('.');
  const block = root === 'closing' ? 'closing' : 'channel';
  const field = member.replaceAll('_', ' ');
  const isOther = more.length === 0 && BLOCK_FIELDS[block]?.includes(field) && !CHANGED.has(field);
  return isOther ? { block, field } : undefined;
}

/** The fields of a channel and of the closing model that a scenario changes. */
const CHANGED: ReadonlySet<string> = new Set([
  'volume',
  'touch',
  'conversion',
  'win rate',
  'deal size',
  'closers',
  'capacity',
  'cost',
  'quota',
]);

/** A path that is there and differs in one of its parts only, by a few letters. */
function nearestPath({ path, candidates }: Params): string | undefined {
  if (otherField(String(path))) return undefined;
  const parts = String(path).split('.');
  const others = String(candidates)
    .split(' ')
    .map((other) => other.split('.'));
  for (const [i, part] of parts.entries()) {
    const alike = others.filter(
      (other) => other.length === parts.length && other.every((one, k) => k === i || one === parts[k]),
    );
    const near = nearest(
      part,
      alike.map((other) => other[i] ?? ''),
    );
    if (near !== undefined) return parts.map((one, k) => (k === i ? near : one)).join('.');
  }
  return undefined;
}
