import type { Month } from '@upsell/engine';
import { tokensOf } from '../parser/parser.ts';
import type { Program } from '../program.ts';
import type { FileEdit } from '../rules/rule.ts';
import type { Range } from '../tree.ts';
import { isComplete } from './complete-states.ts';
import type { CursorPlace } from './cursor-place.ts';
import type { FilesAround } from './files-around.ts';
import { read } from './grammar-states.ts';

/** What a proposal is, for its icon. */
export type ProposalKind =
  | 'block'
  | 'field'
  | 'word'
  | 'operator'
  | 'function'
  | 'owner'
  | 'source'
  | 'driver'
  | 'channel'
  | 'number'
  | 'metric'
  | 'sample'
  | 'unit'
  | 'month'
  | 'value'
  | 'file'
  | 'folder';

/** What could be written in the place of the word under the cursor. */
export interface Proposal {
  readonly label: string;
  readonly kind: ProposalKind;
  /** The text, with its parts to fill in as `${1:default}` or `${1|one,another|}`. */
  readonly snippet: string;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is replaced, where it is not the word under the cursor. */
  readonly range?: Range;
  /** What has to be written elsewhere in the file as well. */
  readonly also?: readonly FileEdit[];
}

/** What is asked: a place in a program's first file, and what the proposals go by. */
export interface Asked {
  readonly program: Program;
  readonly place: CursorPlace;
  /** The current month. */
  readonly asOf: Month;
  readonly files?: FilesAround;
}

/** The text that a snippet leaves where nothing is filled in. */
export const plainText = (snippet: string): string =>
  snippet
    .replaceAll(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g, '$1')
    .replaceAll(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replaceAll(/(?<!\\)\$\d/g, '')
    .replaceAll(/\\([$}\\,|])/g, '$1');

/** A part of a snippet that is to be filled in. */
export const slot = (index: number, text: string): string => `\${${index}:${escaped(text)}}`;

/** A part of a snippet with a few texts to choose from, the first of which stands there. */
export const choice = (index: number, texts: readonly string[]): string =>
  texts.length === 1
    ? slot(index, texts[0] as string)
    : `\${${index}|${texts.map((text) => escaped(text).replaceAll(/[,|]/g, '\\$&')).join(',')}|}`;

/** A text as a part of a snippet. */
export const escaped = (text: string): string => text.replaceAll(/[\\$}]/g, '\\$&');

/**
 * True where a text can stand in the place of the word under the cursor: what comes before it can go on with it, and what follows
 * goes on behind it. Where nothing follows, something may still be missing.
 */
export function fits({ place }: Asked, text: string): boolean {
  const { states, after, before } = place;
  // A word that begins a line is another one than the same word within it, and in a block words are what its head makes of them.
  const above = text.includes('{') && before.length > 0 ? before.map(({ image }) => image) : ['_'];
  const behind = read(states, tokensOf(`${above.join(' ')} ${text}`).tokens.slice(above.length));
  if (behind.length === 0 || after.length === 0) return behind.length > 0;
  return isComplete(place, read(behind, after));
}
