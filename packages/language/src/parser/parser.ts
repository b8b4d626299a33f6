import type { IRecognitionException } from 'chevrotain';
import {
  type AstNode,
  createParser,
  DefaultLexerErrorMessageProvider,
  type LangiumCoreServices,
  LangiumParser,
  type ParseResult,
} from 'langium';
import type { File } from '../generated/ast.ts';
import { UpsellAstReflection } from '../generated/ast.ts';
import { UpsellGrammar } from '../generated/grammar.ts';
import { UpsellLanguageMetaData } from '../generated/module.ts';
import { readText } from '../literals.ts';
import { UpsellLexer } from './lexer.ts';
import { UpsellErrorMessages } from './messages.ts';
import { type RecoveringParser, tameRecovery } from './recovery.ts';
import { UpsellTokenBuilder } from './tokens.ts';

class UpsellParser extends LangiumParser {
  constructor(services: LangiumCoreServices) {
    super(services);
    const own = this as unknown as {
      wrapper: { canTokenTypeBeDeletedInRecovery: () => boolean } & RecoveringParser;
      nodeBuilder: { addHiddenNodes: (tokens: readonly unknown[]) => void };
    };
    // Never delete a token to mend a line: it would take the next line's word for a name.
    own.wrapper.canTokenTypeBeDeletedInRecovery = () => false;
    tameRecovery(own.wrapper);
    // Comments are read from the tokens. Langium looks for their place in the tree at every token, also where there is none,
    // which grows with the square of a block's length.
    own.nodeBuilder.addHiddenNodes = () => {};
  }
}

/**
 * Only what Langium's parser needs of its services. Scopes, documents, workspace and validation are not used: a model is
 * linked and checked as a function of its text (analyse.ts), and start-up pays for what it uses.
 */
function services(): LangiumCoreServices {
  const parts = {
    Grammar: UpsellGrammar(),
    LanguageMetaData: UpsellLanguageMetaData,
    shared: { AstReflection: new UpsellAstReflection(), profilers: {} },
    references: {
      Linker: {
        buildReference: (_node: AstNode, _property: string, $refNode: unknown, $refText: string) => ({
          $refNode,
          $refText,
          ref: undefined,
        }),
      },
    },
    parser: {
      TokenBuilder: new UpsellTokenBuilder(),
      LexerErrorMessageProvider: new DefaultLexerErrorMessageProvider(),
      ParserErrorMessageProvider: new UpsellErrorMessages(),
      ValueConverter: {
        convert: (image: string, node: { grammarSource?: { rule?: { $refText?: string } } }) =>
          node.grammarSource?.rule?.$refText?.endsWith('STRING') ? readText(image) : image,
      },
    },
  };
  const all = parts as unknown as LangiumCoreServices;
  (parts.parser as Record<string, unknown>)['Lexer'] = new UpsellLexer(all);
  return all;
}

let shared: LangiumCoreServices | undefined;
let parser: LangiumParser | undefined;

function makeParser(): LangiumParser {
  shared ??= services();
  const made = createParser(shared.Grammar, new UpsellParser(shared), shared.parser.Lexer.definition);
  made.finalize();
  return made;
}

/** The tree of a text and what the parser stumbled over. A parser that has thrown is never used again. */
export function parseTree(text: string): ParseResult<File> & { parserErrors: IRecognitionException[] } {
  parser ??= makeParser();
  try {
    return parser.parse<File>(text);
  } catch (error) {
    parser = undefined;
    throw error;
  }
}
