import type { Lines, SourceFile } from '@upsell/language';
import type { AstNode, CompositeCstNode, CstNode, LeafCstNode } from 'langium';
import { type Comparison, type Difference, type Kind, under } from './difference.ts';

/** How files, their trees and their lines are compared; undefined for anything else. */
export function kindOfPart(value: object): Kind | undefined {
  if ('$type' in value) return NODE;
  if ('grammarSource' in value) return TEXT_NODE;
  if ('offsetAt' in value) return LINES;
  return 'blocks' in value && 'lostDeclaration' in value ? FILE : undefined;
}

const FILE: Kind = {
  isPlace: true,
  difference: (found, expected, comparison) =>
    comparison.properties(found, expected, ['uri', 'text', 'refused', 'lines', 'elements']) ??
    nodesDifference(found as SourceFile, expected as SourceFile, comparison) ??
    comparison.properties(found, expected, ['problems', 'lostDeclaration']) ??
    // What was read in one go has none.
    ((expected as SourceFile).blocks.length === 0
      ? undefined
      : comparison.properties(cutsOf(found as SourceFile), cutsOf(expected as SourceFile), ['cuts'])),
};

/** Where a file is cut, and what is known of each piece. */
const cutsOf = ({ blocks }: SourceFile) => ({
  cuts: blocks.map(({ start, text, endsBlocks, end, hasOpenComment }) => ({
    start,
    text,
    endsBlocks,
    ...end,
    hasOpenComment,
  })),
});

function nodesDifference(found: SourceFile, expected: SourceFile, comparison: Comparison): Difference | undefined {
  for (const type of new Set([...typesOf(expected), ...typesOf(found)])) {
    const difference = comparison.of(found.nodes.get(type), expected.nodes.get(type));
    if (difference) return under(`.nodes.get('${type}')`, difference);
  }
  return undefined;
}

const typesOf = ({ blocks }: SourceFile): readonly string[] => blocks.flatMap(({ nodes }) => [...nodes.keys()]);

/** A node of the tree: its type, what it says, where it hangs, and its text below it. */
const NODE: Kind = {
  isPlace: true,
  difference: (found, expected, comparison) =>
    comparison.properties(found, expected, TYPE) ??
    comparison.properties(found, expected, ownNames(found), ownNames(expected)) ??
    comparison.properties(found, expected, hangsInFile(found) && hangsInFile(expected) ? TEXT : SURROUNDINGS),
};

/** A declaration hangs in what was read in one go, which need not be all of a file. */
const hangsInFile = (node: object): boolean => (node as AstNode).$container?.$type === 'File';

const TYPE = ['$type'];
const TEXT = ['$cstNode'];
const SURROUNDINGS = ['$container', '$cstNode'];

function ownNames(node: object): readonly string[] {
  const names: string[] = [];
  for (const name in node) if (!name.startsWith('$')) names.push(name);
  return names;
}

/** A piece of text in the tree. Its ranges are read here between edits, so that what remembers them must forget them. */
const TEXT_NODE: Kind = {
  isPlace: true,
  difference: (left, right, comparison) => {
    const [found, expected] = [left as CstNode, right as CstNode];
    // Most trees are alike: what takes time to say is said only of those that are not.
    if (!isSamePlace(found, expected)) {
      const places = comparison.properties(found, expected, ['offset', 'length', 'end', 'hidden']);
      return places ?? { path: '.range', found: found.range, expected: expected.range };
    }
    if (found.grammarSource !== expected.grammarSource)
      return { path: '.grammarSource', found: found.grammarSource, expected: expected.grammarSource };
    if (isComposite(found) && isComposite(expected)) return contentDifference(found, expected, comparison);
    if (tokenOf(found) === tokenOf(expected) && found.text === expected.text) return undefined;
    return comparison.properties(
      { token: tokenOf(found), text: found.text },
      { token: tokenOf(expected), text: expected.text },
      ['token', 'text'],
    );
  },
};

/** Lines are counted from where the parser began, so that only how many a word has can be the same. */
function linesOf(node: CstNode): number {
  const { start, end } = node.range;
  return isComposite(node) ? 0 : end.line - start.line;
}

function isSamePlace(found: CstNode, expected: CstNode): boolean {
  return (
    found.offset === expected.offset &&
    found.end === expected.end &&
    found.length === expected.length &&
    found.hidden === expected.hidden &&
    linesOf(found) === linesOf(expected)
  );
}

const isComposite = (node: CstNode): node is CompositeCstNode => 'content' in node;
const tokenOf = (node: CstNode): string | undefined => (node as LeafCstNode).tokenType?.name;

function contentDifference(
  found: CompositeCstNode,
  expected: CompositeCstNode,
  comparison: Comparison,
): Difference | undefined {
  for (const node of [found, expected]) {
    const astray = node.content.findIndex(({ container }) => container !== node);
    if (astray < 0) continue;
    return { path: `.content[${astray}].container`, found: node.content[astray]?.container, expected: node };
  }
  return (
    comparison.properties(found, expected, CONTENT) ?? comparison.properties(found, expected, namesOfNode(expected))
  );
}

const CONTENT = ['content'];
/** The node that a piece of text belongs to: Langium looks for properties by it. */
const NODE_OF = ['astNode'];
/** The root of a text may have none, and throws then. */
const namesOfNode = ({ container }: CompositeCstNode): readonly string[] => (container ? NODE_OF : []);

const LINES: Kind = {
  difference: (found, expected, comparison) =>
    comparison.properties(placesIn(found as Lines), placesIn(expected as Lines), ['starts', 'ends', 'places']),
};

/** What lines say of a text: each line's start and end, and the lines and columns there. */
function placesIn(lines: Lines) {
  const starts: number[] = [];
  const ends: number[] = [];
  const places: number[] = [];
  const { line: last } = lines.at(Number.MAX_SAFE_INTEGER);
  for (let line = 0; line <= last; line++) {
    const [start, end] = [lines.offsetAt({ line, character: 0 }), lines.offsetAt(lines.endOf(line))];
    starts.push(start);
    ends.push(end);
    for (const offset of [start, end + 1]) {
      const { line: at, character } = lines.at(offset);
      places.push(at, character);
    }
  }
  return { starts: Int32Array.from(starts), ends: Int32Array.from(ends), places: Int32Array.from(places) };
}
