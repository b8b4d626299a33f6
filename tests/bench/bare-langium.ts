import { EmptyFileSystem, inject } from 'langium';
import {
  createDefaultModule,
  createDefaultSharedModule,
  type DefaultSharedModuleContext,
  startLanguageServer,
} from 'langium/lsp';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { UpsellGeneratedModule, UpsellGeneratedSharedModule } from '../../packages/language/src/generated/module.ts';
import { UpsellLexer } from '../../packages/language/src/parser/lexer.ts';
import { UpsellTokenBuilder } from '../../packages/language/src/parser/tokens.ts';

/*
 * The yardstick: the same grammar on Langium's stock services, without a rule, an evaluation or a hint. Our own tokens and
 * lexer, since the grammar is made for them.
 */
const context: DefaultSharedModuleContext = { connection: createConnection(ProposedFeatures.all), ...EmptyFileSystem };
const shared = inject(createDefaultSharedModule(context), UpsellGeneratedSharedModule);
const services = inject(createDefaultModule({ shared }), UpsellGeneratedModule, {
  parser: {
    TokenBuilder: () => new UpsellTokenBuilder(),
    Lexer: (all: ConstructorParameters<typeof UpsellLexer>[0]) => new UpsellLexer(all),
  },
});
shared.ServiceRegistry.register(services);
startLanguageServer(shared);
