import type { AstNode, CompositeCstNode, CstNode, LeafCstNode } from 'langium';
import type { Element } from '../generated/ast.ts';
import { firstFrom } from '../sorted.ts';
import type { SourceFile } from '../source-file.ts';
import { type Range, rangeOf } from '../tree.ts';
import { readGap } from './gap.ts';

/** Declarations without an error that follow each other, from the end of what is left alone to the start of it. */
export interface Section extends Range {
  readonly elements: readonly WholeElement[];
}

/** A declaration that the formatter lays out, and its words. */
export interface WholeElement {
  readonly node: Element;
  readonly words: readonly LeafCstNode[];
}

interface OpenSection extends Section {
  end: number;
  readonly elements: WholeElement[];
}

/** Some of the declarations of a file, by their places in it: from one up to another. */
export interface Some {
  readonly from: number;
  readonly to: number;
}

/**
 * What may be laid out; of some declarations, a part of that, and what begins the first of them stays where it is. A declaration with an error is left as it is, from its first character to the start of the next one;
 * so is every other on the lines of the error, since one error can hide the next.
 */
export function sectionsOf(file: SourceFile, some: Some = { from: 0, to: file.elements.length }): readonly Section[] {
  const { elements, text } = file;
  const startOf = (i: number) => (i < elements.length ? rangeOf(elements[i] as Element).start : text.length);
  const sections: OpenSection[] = [];
  let section = some.from === 0 ? sectionBefore(startOf(0)) : undefined;
  for (let i = some.from; i < some.to; i++) {
    const node = elements[i] as Element;
    const extent = { start: startOf(i), end: startOf(i + 1) };
    const words = hasProblem(file, extent) ? undefined : wordsOf(node, extent, text);
    if (words && !sharesLine(file, words[words.length - 1] as LeafCstNode)) {
      section ??= startSection(extent.start);
      section.elements.push({ node, words });
      section.end = extent.end;
    } else {
      if (section) section.end = extent.start;
      section = undefined;
    }
  }
  if (section) section.end = startOf(some.to);
  return sections;

  function sectionBefore(end: number): OpenSection | undefined {
    const isWhole = !hasProblem(file, { start: 0, end }) && readGap(text, 0, end);
    return isWhole ? startSection(0) : undefined;
  }
  function startSection(start: number): OpenSection {
    const made = { start, end: start, elements: [] };
    sections.push(made);
    return made;
  }
}

/** True where an error lies between the line that a declaration begins on and the first character of the next one. */
function hasProblem({ lines, problems }: SourceFile, { start, end }: Range): boolean {
  const problem = problems[firstFrom(problems, start - lines.at(start).character)];
  return problem !== undefined && problem.start < end;
}

/** True where an error follows a declaration's last word on its line. */
function sharesLine({ lines, problems }: SourceFile, { end }: LeafCstNode): boolean {
  const problem = problems[firstFrom(problems, end)];
  return problem !== undefined && lines.at(problem.start).line === lines.at(end).line;
}

/** The words of a declaration; undefined where there is more than them and comments up to the next one. */
function wordsOf(element: Element, extent: Range, text: string): readonly LeafCstNode[] | undefined {
  const words: LeafCstNode[] = [];
  collect(element.$cstNode as CstNode, words);
  let end = extent.start;
  for (const word of words) {
    if (!readGap(text, end, word.offset)) return undefined;
    end = word.end;
  }
  return readGap(text, end, extent.end) ? words : undefined;
}

function collect(node: CstNode, words: LeafCstNode[]): void {
  if ('content' in node) for (const child of (node as CompositeCstNode).content) collect(child, words);
  else words.push(node as LeafCstNode);
}

/** True for a declaration with braces. */
export const isBlock = (node: AstNode): boolean => 'fields' in node || 'sources' in node || 'edits' in node;

/** Some declarations, and those whose columns may stand with theirs: of lines the ones that follow each other. */
export function runAround({ elements }: SourceFile, { from, to }: Some): Some {
  const isLine = (i: number) => {
    const element = elements[i];
    return element !== undefined && !isBlock(element);
  };
  let [first, behind] = [from, to];
  while (isLine(first) && isLine(first - 1)) first--;
  while (isLine(behind - 1) && isLine(behind)) behind++;
  return { from: first, to: behind };
}
