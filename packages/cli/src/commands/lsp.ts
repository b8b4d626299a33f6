import { EXIT } from '../exit.ts';
import { warn } from '../output.ts';

/** `upsell lsp --stdio`: the language server for any editor, until the editor ends it. */
export async function lsp(options: { readonly stdio?: boolean }): Promise<number> {
  if (!options.stdio) {
    warn('The language server speaks over standard input and output only: run `upsell lsp --stdio`.');
    return EXIT.couldNotRun;
  }
  const { startServer } = await import('@upsell/language-server/node');
  await startServer();
  return EXIT.fine;
}
