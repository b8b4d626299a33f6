import type { Analysis, SourceFile } from '@upsell/language';
import { signatureAt } from '@upsell/language/signatures';
import type { Position, SignatureHelp } from 'vscode-languageserver';
import type { SignatureAbilities } from '../client-abilities.ts';
import { MarkupKind } from '../protocol.ts';

/** textDocument/signatureHelp: how the call or the number under the cursor is written, and in which part of it the cursor is. */
export function signatureHelp(
  { program }: Analysis,
  position: Position,
  { markdown, offsets }: SignatureAbilities,
): SignatureHelp | null {
  const found = signatureAt(program, (program.files[0] as SourceFile).lines.offsetAt(position));
  if (!found) return null;
  const { label, about, parts, active } = found;
  const documentation = (value: string) =>
    markdown ? { kind: MarkupKind.Markdown, value } : value.replaceAll('`', '');
  const parameters = parts.map(({ start, end, about: what }) => ({
    label: offsets ? ([start, end] as [number, number]) : label.slice(start, end),
    documentation: documentation(what),
  }));
  return {
    signatures: [{ label, documentation: documentation(about), parameters, activeParameter: active }],
    activeSignature: 0,
    activeParameter: active,
  };
}
