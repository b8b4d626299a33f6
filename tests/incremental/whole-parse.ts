import type { SourceFile } from '@upsell/language';
import { Lines } from '@upsell/language';
import type { AstNode } from 'langium';
import type { Block } from '../../packages/language/src/block.ts';
import type { TokenReport } from '../../packages/language/src/parser/lexer.ts';
import { findLostDeclaration } from '../../packages/language/src/parser/lost-declaration.ts';
import { parseByLangium } from '../../packages/language/src/parser/parser.ts';
import { findSyntaxErrors } from '../../packages/language/src/parser/syntax-errors.ts';
import { Nodes } from '../../packages/language/src/source-file.ts';
import { rangeOf, walk } from '../../packages/language/src/tree.ts';

/**
 * A text parsed in one run of Langium's parser over all of it: the reference for `parseFile`, however that comes to its
 * tree. For texts within the limit of a file.
 */
export function wholeParse(uri: string, text: string): SourceFile {
  const { value: tree, lexerErrors, lexerReport, parserErrors } = parseByLangium(text);
  const elements = tree.elements.filter((element) => element.$cstNode);
  const nodes = new Map<string, AstNode[]>();
  for (const element of elements)
    walk(element, (node) => {
      const list = nodes.get(node.$type) ?? [];
      list.push(node);
      nodes.set(node.$type, list);
    });
  const problems = findSyntaxErrors({ text, nodes, lexerErrors, lexerReport, parserErrors });
  const lostDeclaration = findLostDeclaration(text, elements.map(rangeOf), problems, lexerReport as TokenReport);
  return {
    uri,
    text,
    bytes: Buffer.byteLength(text),
    lines: new Lines(text),
    blocks: [],
    groups: [],
    elements,
    nodes: new Nodes([[{ nodes } as unknown as Block]]),
    problems,
    lostDeclaration,
    refused: false,
  };
}
