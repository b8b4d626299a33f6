import {
  type AstNode,
  type AstNodeDescription,
  DefaultScopeComputation,
  EmptyFileSystem,
  inject,
  type LangiumCoreServices,
  type LangiumDocument,
  type MultiMap,
} from 'langium';
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

/** Sources are declared inside a block and seen in the whole file: without this, each channel would have a dangling name. */
class SourcesInFile extends DefaultScopeComputation {
  protected override addLocalSymbol(
    node: AstNode,
    document: LangiumDocument,
    symbols: MultiMap<AstNode, AstNodeDescription>,
  ): void {
    const name = node.$type === 'Source' && this.nameProvider.getName(node);
    if (name) symbols.add(document.parseResult.value, this.descriptions.createDescription(node, name, document));
    else super.addLocalSymbol(node, document, symbols);
  }
}

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
  references: {
    ScopeComputation: (all: LangiumCoreServices) => new SourcesInFile(all),
  },
});
shared.ServiceRegistry.register(services);
startLanguageServer(shared);
