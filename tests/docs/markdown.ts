import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A fenced block of a page. */
export interface Block {
  /** The word behind the fence, such as `upsell`. */
  readonly language: string;
  readonly text: string;
  /** The line of the fence, from 1. */
  readonly line: number;
  /** Offsets of `text` in the page. */
  readonly start: number;
  readonly end: number;
  /** What the comments right above it say: `<!-- file: shared.upsell -->` is `file` with the value `shared.upsell`. */
  readonly says: ReadonlyMap<string, string>;
}

/** A page of Markdown. */
export interface Page {
  /** Its path below the repository, with slashes. */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Its text without blocks, comments and words in backquotes. */
  readonly prose: string;
  /** The names that a link may have behind `#`. */
  readonly anchors: ReadonlySet<string>;
  /** The targets of its links, but for those into the web. */
  readonly links: readonly string[];
}

/** The pages below a folder of the repository, and below its folders. */
export function pagesIn(folder: string): readonly Page[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map(readPage);
}

export function readPage(name: string): Page {
  const text = readFileSync(path.join(ROOT, name), 'utf8');
  const blocks = [...text.matchAll(BLOCK)].map((match) => asBlock(match, text));
  const bare = text.replaceAll(BLOCK, '').replaceAll(COMMENT, '');
  const prose = bare.replaceAll(/`[^`\n]*`/g, '');
  const headings = [...bare.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, to = '']) => (/^\w+:/.test(to) ? [] : [to]));
  return { name, text, blocks, prose, anchors: new Set(headings), links };
}

const COMMENT = /<!--[\s\S]*?-->/g;
const BLOCK = /((?:^<!--.*-->\n)*)^```(\w*)\n([\s\S]*?)^```$/gm;

function asBlock(match: RegExpExecArray, page: string): Block {
  const [whole, comments = '', language = '', text = ''] = match;
  const start = match.index + whole.length - '```'.length - text.length;
  const says = [...comments.matchAll(/<!-- (\w+)(?:: (.*?))? -->/g)].map(
    ([, key = '', value = '']) => [key, value] as const,
  );
  const line = page.slice(0, match.index + comments.length).split('\n').length;
  return { language, text, line, start, end: start + text.length, says: new Map(says) };
}

/** A heading as code hosts write it into links: small letters, words joined by hyphens, no other signs. */
const anchorOf = (heading: string): string =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
