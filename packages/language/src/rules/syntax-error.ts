import { type MissingToken, missingToken } from '../missing-token.ts';
import { fiscalYearStartOf } from '../model-block.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import type { Rule } from './rule.ts';

export const syntaxError: Rule = {
  code: 'syntax-error',
  severity: 'error',
  summary: 'The text is not the language.',
  page: {
    why: 'This part of the text is not the language, so nobody can know which number it was meant to be. It is withheld together with what needs it, and the rest of the model stays alive.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025,
  conversion 0.5%      estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    fix: 'The message says what stands there and what can stand there instead. Where exactly one sign is missing, such as a closing brace or a quote, the quick fix puts it in. A line begins with the word of a field or a declaration, and a text ends on its line.',
  },
  breaks: true,
  message: ({ message }) => String(message),
  fixes(problem, { program }) {
    const { file, start, end } = problem;
    // `Q4 2025` may be a quarter of the fiscal year.
    if (problem.params['calendar'] && fiscalYearStartOf(program) !== 1) return [];
    const missing = missingToken(program.files[file] as SourceFile, problem);
    if (!missing) return [];
    const { token, edit } = missing;
    const isQuoted = edit.start === start && edit.end === end && token.startsWith('"');
    const title = isQuoted ? 'Write straight quotes' : titleOf(missing, program.files[file] as SourceFile);
    const edits = [{ file, ...edit }];
    // A retention block that is not understood leaves the net of each channel as if nothing were taken back.
    return token === 'retention'
      ? [{ title: `${title} (the net revenue changes)`, edits, changesForecast: true }]
      : [{ title, edits, safe: isQuoted }];
  },
};

function titleOf({ token, edit: { start, end } }: MissingToken, source: SourceFile): string {
  const old = sliceOf(source, start, end);
  if (token.trim() === '') return /^[\p{L}\p{P}\p{S}\p{N}]+$/u.test(old) ? `Remove \`${old}\`` : 'Remove it';
  return `${start === end ? 'Insert' : 'Write'} \`${token}\``;
}
