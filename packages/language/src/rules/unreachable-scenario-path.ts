import { replace } from '../edits.ts';
import { nearest } from '../nearest.ts';
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
    fix: "Name what is there: `channel.field`, `channel.touch`, `channel.touch.converting`, `closing.field`, or a driver's name; fields of two words have an underscore, as in `closing.win_rate`. `set` may bring in an optional field of its block, `scale` only changes what is there, and `drop` takes the name of a channel. Edits apply from top to bottom.",
  },
  message: (params) => {
    const { edit, path } = params;
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

/** A path that is there and differs in one of its parts only, by a few letters. */
function nearestPath({ path, candidates }: Params): string | undefined {
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
