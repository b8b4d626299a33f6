import { escaped } from './markdown.ts';
import { table } from './table.ts';

/** Some words of a passage. What comes from a text of a model is never markup. */
export type Run =
  | string
  | { readonly strong: string }
  /** A name, or what is written in a model. */
  | { readonly code: string }
  /** `href` is absent for a place that nothing leads to. */
  | { readonly text: string; readonly href: string | undefined };

/** A piece of what an editor shows beside the cursor: told once, written as Markdown or as plain text. */
export type Passage =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  /** `depth` counts from 0; no item is deeper than the one before it by more than 1. */
  | { readonly kind: 'list'; readonly items: readonly { readonly depth: number; readonly runs: readonly Run[] }[] }
  /** The header first; all columns but the first are numbers. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  /** Markdown that the hints' tooltips are: bold and code, and names of the language. */
  | { readonly kind: 'derivation'; readonly markdown: string };

export const paragraph = (...runs: readonly Run[]): Passage => ({ kind: 'paragraph', runs });

/** Passages as Markdown: no text of a model becomes markup or a link. */
export const passagesMarkdown = (passages: readonly Passage[]): string =>
  passages
    .map((passage) => {
      switch (passage.kind) {
        case 'paragraph':
          return passage.runs.map(runMarkdown).join('');
        case 'list':
          return passage.items
            .map(({ depth, runs }) => `${'  '.repeat(depth)}- ${runs.map(runMarkdown).join('')}`)
            .join('\n');
        case 'table':
          return tableMarkdown(passage.rows);
        default:
          return passage.markdown;
      }
    })
    .join('\n\n');

/** Passages for a client that shows them as they are. */
export const passagesText = (passages: readonly Passage[]): string =>
  passages
    .map((passage) => {
      switch (passage.kind) {
        case 'paragraph':
          return passage.runs.map(runText).join('');
        case 'list':
          return passage.items
            .map(({ depth, runs }) => `${'  '.repeat(depth)}- ${runs.map(runText).join('')}`)
            .join('\n');
        case 'table':
          return table(passage.rows, 1);
        default:
          return passage.markdown.replaceAll(/\*\*|`/g, '').replaceAll(/\\([\\`*_{}[\]()#+!|~:@.])/g, '$1');
      }
    })
    .join('\n\n');

function runMarkdown(run: Run): string {
  if (typeof run === 'string') return inert(run);
  if ('strong' in run) return run.strong === '' ? '' : `**${inert(run.strong)}**`;
  if ('code' in run) return codeMarkdown(run.code);
  return run.href === undefined ? inert(run.text) : `[${inert(run.text)}](<${addressOf(run.href)}>)`;
}

function runText(run: Run): string {
  if (typeof run === 'string') return run;
  if ('strong' in run) return run.strong;
  return 'code' in run ? run.code : run.text;
}

/** What a backquote would end is text. */
const codeMarkdown = (code: string): string => (/^[^`\r\n|]+$/.test(code) ? `\`${code}\`` : inert(code));

/** Editors make a link of an address and of an e-mail address that only stands there. */
const inert = (text: string): string =>
  escaped(text)
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('://', '\\://')
    .replaceAll('@', '\\@')
    .replaceAll(/\bwww\./gi, (sign) => `${sign.slice(0, -1)}\\.`);

const addressOf = (href: string): string =>
  href.replaceAll(/[<>\\\s()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

function tableMarkdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [head.map(inert), rule, ...rows.map((row) => head.map((_, i) => inert(row[i] ?? '')))].map(line).join('\n');
}
