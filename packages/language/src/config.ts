import { URI, UriUtils } from 'langium';
import { didYouMean } from './nearest.ts';
import { RULES } from './rules/index.ts';
import type { Severity } from './rules/rule.ts';

/** The name of the file that sets severities, found upward from a model. */
export const CONFIG_FILE = 'upsell.config.json';

/** What a project decides about the rules. */
export interface Config {
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** What of the file is wrong, as sentences; such a part is not used. */
  readonly problems: readonly string[];
}

export const NO_CONFIG: Config = { severities: new Map(), problems: [] };

export const SEVERITIES: readonly (Severity | 'off')[] = ['error', 'warning', 'information', 'off'];

/** The severity of a rule's problem: as the project has it, else the usual one. */
export const severityIn = ({ severities }: Config, code: string, usual: Severity): Severity | 'off' =>
  severities.get(code) ?? usual;

/** A project's configuration and where it stands. */
export interface FoundConfig {
  readonly uri: string;
  readonly config: Config;
}

/** The configuration that holds for a file: the first `upsell.config.json` in its folder or one above. */
export function findConfig(uri: string, read: (uri: string) => string | undefined): FoundConfig | undefined {
  let folder = UriUtils.dirname(URI.parse(uri));
  for (;;) {
    const at = UriUtils.joinPath(folder, CONFIG_FILE).toString();
    const text = read(at);
    if (text !== undefined) return { uri: at, config: readConfig(text) };
    const above = UriUtils.dirname(folder);
    if (above.path === folder.path || above.path === '') return undefined;
    folder = above;
  }
}

/** Reads the text of an `upsell.config.json`: `{ "rules": { "stale-estimate": "error" } }`. Never throws. */
export function readConfig(text: string): Config {
  const problems: string[] = [];
  const severities = new Map<string, Severity | 'off'>();
  const said = parse(text);
  if (!isObject(said)) {
    const example = '{ "rules": { "stale-estimate": "error" } }';
    return { severities, problems: [`It is not a JSON object: write ${example}.`] };
  }
  for (const key of Object.keys(said))
    if (key !== 'rules' && key !== '$schema')
      problems.push(`\`${key}\` is not a setting: only \`rules\` is. Remove it.`);
  const rules = said['rules'] ?? {};
  if (!isObject(rules)) problems.push('`rules` is not an object from codes to severities: make it one.');
  for (const [code, severity] of isObject(rules) ? Object.entries(rules) : []) {
    const problem = problemOf(code, severity);
    if (problem) problems.push(problem);
    else severities.set(code, severity as Severity | 'off');
  }
  return { severities, problems };
}

function problemOf(code: string, severity: unknown): string | undefined {
  const rule = RULES.find((one) => one.code === code);
  const codes = RULES.map((one) => one.code);
  if (!rule) return `There is no rule \`${code}\`.${didYouMean(code, codes) || ' Remove it.'}`;
  if (!SEVERITIES.includes(severity as Severity))
    return `\`${code}\` is \`${JSON.stringify(severity)}\`: write "error", "warning", "information" or "off".`;
  if (rule.breaks === true && severity !== 'error')
    return `\`${code}\` leaves a number without a value, so it stays an error: remove it.`;
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
