import { readConfig, SEVERITIES } from '../config.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { type JsonObject, jsonObjectAt } from '../json-places.ts';
import { ruleOf } from '../rules/index.ts';
import type { Severity } from '../rules/rule.ts';
import type { TextEdit } from '../text-edit.ts';

/**
 * The severities to offer for the rule of a diagnostic: none where it leaves a number without a value, nor for what is an error by itself,
 * such as a number that nobody answers for. That is to be mended; who will not writes the severity by hand.
 */
export function otherSeverities({ code, severity }: Diagnostic): readonly (Severity | 'off')[] {
  const rule = ruleOf.get(code);
  if (!rule || rule.breaks || (rule.severity === 'error' && severity === 'error')) return [];
  return SEVERITIES.filter((one) => one !== severity);
}

/** The text of a new `upsell.config.json` that gives a rule a severity. */
export const configWith = (code: string, severity: Severity | 'off'): string =>
  `${JSON.stringify({ rules: { [code]: severity } }, null, 2)}\n`;

/**
 * The edit that gives a rule a severity in the text of an `upsell.config.json`, which keeps its layout; undefined for a text that is
 * no JSON object, or whose `rules` are none.
 */
export function severityEdit(text: string, code: string, severity: Severity | 'off'): TextEdit | undefined {
  if (!isObject(text)) return undefined;
  const whole = jsonObjectAt(text, 0);
  const known = whole?.members.findLast(({ name }) => name === 'rules');
  const rules = known && jsonObjectAt(text, known.value.start);
  if (!whole || (known && !rules)) return undefined;
  const value = JSON.stringify(severity);
  if (!rules) return added(text, whole, (indent) => `"rules": {${indent('  ')}"${code}": ${value}${indent('')}}`);
  const own = rules.members.findLast(({ name }) => name === code);
  return own ? { ...own.value, newText: value } : added(text, rules, () => `"${code}": ${value}`);
}

function isObject(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return false;
  }
  return !readConfig(text).problems.some((problem) => problem.startsWith('It is not'));
}

/** Another member at the end of an object: on a line of its own where the others are, or where there are none yet. */
function added(
  text: string,
  { start, end, members }: JsonObject,
  member: (indent: (more: string) => string) => string,
): TextEdit {
  const last = members.at(-1);
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const before = (offset: number) => /[^\S\r\n]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const isOnLine = last && /[\r\n]\s*$/.test(text.slice(0, last.at.start));
  const outer = /^[^\S\r\n]*/.exec(text.slice(lineStart(text, start)))?.[0] ?? '';
  const own = isOnLine ? before(last.at.start) : `${outer}  `;
  const indent = (more: string) => `${eol}${own}${more}`;
  if (!last) return { start: start + 1, end: end - 1, newText: `${eol}${own}${member(indent)}${eol}${outer}` };
  if (isOnLine) return { start: last.value.end, end: last.value.end, newText: `,${eol}${own}${member(indent)}` };
  return { start: last.value.end, end: last.value.end, newText: `, ${member(() => ' ')}` };
}

const lineStart = (text: string, offset: number): number =>
  Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
