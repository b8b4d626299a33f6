import { CstUtils, type LeafCstNode } from 'langium';
import { blockAt, type SourceFile } from './source-file.ts';

/** The word or sign at an offset, or the one that ends there; undefined between them and in comments. */
export function leafAt(source: SourceFile, offset: number): LeafCstNode | undefined {
  for (const at of [offset, offset - 1]) {
    const root = at < 0 ? undefined : blockAt(source, at)?.root;
    const leaf = root && CstUtils.findLeafNodeAtOffset(root, at);
    if (leaf) return leaf;
  }
  return undefined;
}
