import { isBroken } from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { CANONICAL, RICH, SPEC_MODEL } from '../fuzz/models.ts';
import { figuresOf, lineOf, outcomeOf } from '../fuzz/outcome.ts';
import { tokensOf } from '../fuzz/random-text.ts';

/*
 * Every token of a model, one after the other, is followed by junk or taken away. Where that is a syntax error, no figure
 * may be another one than before: it is the same or it is withheld (language, 7: no input silently changes a number).
 */

const MODELS = [
  ['canonical', CANONICAL],
  ['spec', SPEC_MODEL],
  ['rich', RICH],
] as const;

interface Changed {
  readonly text: string;
  readonly line: number;
  readonly token: string;
}

const LONG = Boolean(process.env['UPSELL_LONG']);

/**
 * The text with each of its tokens changed in turn; white space and comments are left alone. Every second one, but in a long run.
 */
function* changes(text: string, change: (token: string) => string): Generator<Changed> {
  const tokens = tokensOf(text);
  let before = '';
  let count = 0;
  for (const [i, token] of tokens.entries()) {
    if (!/^\s|^\/[/*]/.test(token) && (LONG || count++ % 2 === 0)) {
      const line = before.split('\n').length - 1;
      yield { text: `${before}${change(token)}${tokens.slice(i + 1).join('')}`, line, token };
    }
    before += token;
  }
}

/** Figures by channel and metric, so that a channel that is lost or gained does not shift the others. */
function named(text: string) {
  const { analysis } = outcomeOf(text);
  const channels = analysis.forecast.channels.map(({ channel }) => channel.name);
  const figures = figuresOf(analysis).map(
    ([name, figure]) => [name.replace(/^channel (\d+)/, (_, i) => `channel ${channels[Number(i)]}`), figure] as const,
  );
  return { analysis, figures: new Map(figures) };
}

function silentChanges(text: string, change: (token: string) => string): readonly string[] {
  const { figures: before } = named(text);
  const silent: string[] = [];
  for (const { text: changed, line, token } of changes(text, change)) {
    const { analysis, figures } = named(changed);
    if (!analysis.diagnostics.some(({ code }) => code === 'syntax-error')) continue;
    for (const [name, figure] of figures) {
      const was = before.get(name);
      if (was === undefined || isBroken(figure) || JSON.stringify(was) === JSON.stringify(figure)) continue;
      silent.push(`\`${token}\` of line ${line + 1}: ${name} is ${shownText(figure)}, it was ${shownText(was)}`);
      break;
    }
  }
  return silent;
}

const shownText = (value: unknown): string =>
  value instanceof Float64Array ? String(value.reduce((a, b) => a + b, 0)) : JSON.stringify(value);

describe.each(MODELS)('the %s model', (_name, text) => {
  it('no token can be followed by junk without a word', () => {
    expect(silentChanges(text, (token) => `${token} ?`)).toEqual([]);
  });

  it('no token can be replaced by junk without a word', () => {
    expect(silentChanges(text, () => '§')).toEqual([]);
  });

  it('no token can be missing without a word', () => {
    expect(silentChanges(text, () => '')).toEqual([]);
  });

  it('no token can stand twice without a word', () => {
    expect(silentChanges(text, (token) => `${token} ${token}`)).toEqual([]);
  });

  it('junk in a channel leaves every other channel and line alone', () => {
    const { figures: before } = named(text);
    const damage: string[] = [];
    for (const { text: changed, line, token } of changes(text, (t) => `${t} ?`)) {
      const { analysis, figures } = named(changed);
      const within = analysis.program.files[0]?.elements.findLast(
        (element) => lineOf(analysis, 0, element.$cstNode?.offset ?? 0) <= line,
      );
      // Heads have tests of their own; a brace may end or begin a block that is not one.
      if (within?.$type !== 'Channel' || /[{}]/.test(token)) continue;
      if (lineOf(analysis, 0, within.$cstNode?.offset ?? 0) === line) continue;
      // An expectation whose side is withheld fails, and says so (language, 6).
      for (const { code, severity, start } of analysis.diagnostics)
        if (severity === 'error' && code !== 'expectation-failed' && lineOf(analysis, 0, start) !== line)
          damage.push(`\`${token}\` of line ${line + 1}: ${code} on line ${lineOf(analysis, 0, start) + 1}`);
      for (const [name, was] of before) {
        if (!/ (touches|opened)$/.test(name) || !name.startsWith('channel')) continue;
        if (name.startsWith(`channel ${within.name} `)) continue;
        if (JSON.stringify(was) !== JSON.stringify(figures.get(name)))
          damage.push(`\`${token}\` of line ${line + 1}: ${name} is not what it was`);
      }
    }
    expect(damage).toEqual([]);
  });
});
