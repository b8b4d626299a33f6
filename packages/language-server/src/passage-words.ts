import type { Broken, Span } from '@upsell/engine';
import { type Analysis, ownersOf, type Program } from '@upsell/language';
import type { PassageWords, Run } from '@upsell/report';
import { spanText } from './place-text.ts';

/** What is said of the texts and the people of an analysis beside the cursor; `written` is a URI as the client writes it. */
export function passageWords(analysis: Analysis, written: (uri: string) => string): PassageWords {
  const { files, program, model } = analysis;
  const owners = ownersOf(program);
  const lineOf = ({ file, start }: Span) => (files[file]?.lines.at(start).line ?? 0) + 1;
  return {
    place: (at) => spanText(analysis, at),
    source: (at) => files[at.file]?.text.slice(at.start, at.end) ?? '',
    // A part has owners of its own.
    ownerTitle: (owner, { file }) => (file < program.files.length ? owners.get(owner)?.label : undefined),
    href: (at) => {
      const uri = written(files[at.file]?.uri ?? '');
      return OPENED.test(uri) ? `${uri}#L${lineOf(at)}` : undefined;
    },
    channel: (name) => channelOf(program, model, name),
  };
}

function channelOf(program: Program, model: Analysis['model'], name: string): ReturnType<PassageWords['channel']> {
  const channel = model.channels.find((one) => one.name === name);
  if (channel) return { owner: channel.owner, at: channel.span };
  const part = program.includes.find(({ node }) => node.name === name);
  const cst = part?.node.$cstNode;
  return part && cst ? { owner: undefined, at: { file: part.file, start: cst.offset, end: cst.end } } : undefined;
}

/** A place as a link. */
export const linkTo = (at: Span, words: PassageWords): Run => ({ text: words.place(at), href: words.href(at) });

/** What withholds a figure, and where it stands. */
export const withheldRuns = ({ broken, code }: Broken, words: PassageWords): readonly Run[] => [
  'Withheld because of ',
  { code },
  ' at ',
  linkTo(broken, words),
  '.',
];

/** Files that an editor opens by their address; a document that is nowhere saved has none. */
const OPENED = /^(file|vscode-vfs|vscode-remote|vscode-test-web):/;
