import type { Page, Rule, Severity } from './rule.ts';

/** The files of docs/rules by name, as Markdown: a page for each rule, and a README with a table of all of them. */
export function rulePages(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const pages = rules.map((rule) => [`${rule.code}.md`, rulePage(rule)] as const);
  return new Map([...pages, ['README.md', tableOf(rules)]]);
}

/** What a person should know of a rule: why it is there, an example, how to mend it, and how to silence it. */
function rulePage(rule: Rule): string {
  const { why, example, mended, fix } = rule.page;
  return joined([
    GENERATED,
    `# \`${rule.code}\``,
    `${severityText(rule)}. ${rule.summary}`,
    '## Why',
    why,
    code(example),
    '## How to mend it',
    fix,
    ...(rule.fixes ? ['The editor offers a quick fix.'] : []),
    code(mended),
    '## How to silence it',
    silencing(rule),
  ]);
}

const GENERATED = '<!-- Written by `npm run generate` from packages/language/src/rules. -->';

const WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', information: 'Information' };

const severityText = ({ severity, severityOf }: Rule): string =>
  severityOf ? `${WORDS[severity]}, or another severity by the case` : WORDS[severity];

const code = (excerpt: Page['example']): string => `\`\`\`upsell\n${excerpt}\n\`\`\``;

function silencing({ code, severity, severityOf, breaks }: Rule): string {
  const setting = `\`upsell.config.json\`: \`{ "rules": { "${code}": "${severity === 'error' ? 'warning' : 'off'}" } }\``;
  const comment = `\`// upsell-ignore ${code}: reason\``;
  if (breaks === true) return 'It leaves a number without a value, so it can be neither silenced nor lowered.';
  const whole = breaks || severityOf ? ' Where it is an error, a comment does not silence it.' : '';
  const unless = breaks ? ' Where it leaves a number without a value, it can be neither silenced nor lowered.' : '';
  return severity === 'error'
    ? `It is an error, which no comment silences. A project can lower it in ${setting}.${unless}`
    : `Above a line, ${comment} silences it there. A project switches it off in ${setting}.${whole}`;
}

function tableOf(rules: readonly Rule[]): string {
  const rows = rules.map(
    (rule) =>
      `| [\`${rule.code}\`](${rule.code}.md) | ${WORDS[rule.severity]} | ${rule.summary} | ${rule.fixes ? 'yes' : ''} |`,
  );
  return joined([
    GENERATED,
    '# Rules',
    'Every diagnostic has a code, which is never renamed and never reused. Each page says why the rule is there, how a problem is mended, and how it is silenced.',
    ['| code | severity | what it says | quick fix |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ]);
}

const joined = (parts: readonly string[]): string => `${parts.join('\n\n')}\n`;
