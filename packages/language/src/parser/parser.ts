import { work } from '@upsell/engine';
import type { IRecognitionException, IToken, TokenType } from 'chevrotain';
import {
  type AstNode,
  type CompositeCstNode,
  type CstNode,
  CstNodeBuilder,
  createParser,
  DefaultLexerErrorMessageProvider,
  type LangiumCoreServices,
  LangiumParser,
  type LeafCstNodeImpl,
  type LexerResult,
  type ParseResult,
} from 'langium';
import type { File } from '../generated/ast.ts';
import { UpsellAstReflection } from '../generated/ast.ts';
import { UpsellGrammar } from '../generated/grammar.ts';
import { UpsellLanguageMetaData } from '../generated/module.ts';
import { readText } from '../literals.ts';
import { GrammarParts } from './grammar-parts.ts';
import { type TokenReport, UpsellLexer } from './lexer.ts';
import { UpsellErrorMessages } from './messages.ts';
import { MovingLeaf, type Origin } from './moving-leaf.ts';
import { tokensByPiece } from './piece-tokens.ts';
import { type Defaults, readTree, type TreeServices } from './read-tree.ts';
import { type RecoveringParser, tameRecovery } from './recovery.ts';
import { UpsellTokenBuilder } from './tokens.ts';

class MovingNodeBuilder extends CstNodeBuilder {
  origin: Origin = { start: 0 };

  protected override createLeafNode(token: IToken, hidden: boolean): LeafCstNodeImpl {
    return new MovingLeaf(token, hidden, this.origin) as unknown as LeafCstNodeImpl;
  }

  // Comments are read from the tokens. Langium looks for their place in the tree at every token, also where there is none,
  // which grows with the square of a block's length.
  override addHiddenNodes(): void {}
}

class UpsellParser extends LangiumParser {
  readonly nodes = new MovingNodeBuilder();

  constructor(services: LangiumCoreServices) {
    super(services);
    const own = this as unknown as {
      wrapper: { canTokenTypeBeDeletedInRecovery: () => boolean } & RecoveringParser;
      nodeBuilder: CstNodeBuilder;
    };
    // Never delete a token to mend a line: it would take the next line's word for a name.
    own.wrapper.canTokenTypeBeDeletedInRecovery = () => false;
    tameRecovery(own.wrapper);
    own.nodeBuilder = this.nodes;
  }
}

const linkTo = ($refNode: CstNode, $refText: string) => ({ $refNode, $refText, ref: undefined });

/** What a token means: texts are read, all else is as it is written. */
const meaningOf = (image: string, { grammarSource }: CstNode): string =>
  (grammarSource as { rule?: { $refText?: string } } | undefined)?.rule?.$refText?.endsWith('STRING')
    ? readText(image)
    : image;

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
        buildReference: (_node: AstNode, _property: string, refNode: CstNode, text: string) => linkTo(refNode, text),
      },
    },
    parser: {
      TokenBuilder: new UpsellTokenBuilder(),
      LexerErrorMessageProvider: new DefaultLexerErrorMessageProvider(),
      ParserErrorMessageProvider: new UpsellErrorMessages(),
      ValueConverter: { convert: meaningOf },
    },
  };
  const all = parts as unknown as LangiumCoreServices;
  (parts.parser as Record<string, unknown>)['Lexer'] = new UpsellLexer(all);
  return all;
}

let shared: LangiumCoreServices | undefined;
let parser: UpsellParser | undefined;

const coreServices = (): LangiumCoreServices => {
  shared ??= services();
  return shared;
};

function makeParser(): UpsellParser {
  const { Grammar, parser: parts } = coreServices();
  const made = new UpsellParser(coreServices());
  createParser(Grammar, made, parts.Lexer.definition);
  made.finalize();
  return made;
}

/** The tokens of a text, and where it can be cut. */
export const tokensOf = (text: string): TokenReport => (coreServices().parser.Lexer as UpsellLexer).peek(text);

/** The tokens of the pieces of a text, where those of the text say them; it is to have been asked for its tokens just before. */
export function lexedPieces(text: string): LexerResult[] | undefined {
  const lexer = coreServices().parser.Lexer as UpsellLexer;
  const lexed = lexer.tokenize(text);
  const pieces = tokensByPiece(text, lexed);
  if (!pieces) lexer.keep(text, lexed);
  return pieces;
}

/** The types that tokens have, by name: keywords by their word. */
export const tokenTypes = (): Readonly<Record<string, TokenType>> =>
  (coreServices().parser.Lexer as UpsellLexer).definition as Readonly<Record<string, TokenType>>;

/** The tree of a text and what a parser stumbled over. */
export type Parsed = ParseResult<File> & { parserErrors: IRecognitionException[] };

/** The tree of a text and what the parser stumbled over; its nodes stand where `origin` says. `known` are its tokens. */
export function parseTree(text: string, origin: Origin = { start: 0 }, known?: LexerResult): Parsed {
  const lexer = coreServices().parser.Lexer as UpsellLexer;
  const lexed = known ?? lexer.tokenize(text);
  parts ??= new GrammarParts(coreServices().Grammar, tokenTypes());
  const value = readTree<File>(parts.rule('File'), text, lexed.tokens, origin, treeServices);
  if (value) return { value, lexerErrors: lexed.errors, lexerReport: lexed.report, parserErrors: [] };
  work.mended++;
  lexer.keep(text, lexed);
  return parseByLangium(text, origin);
}

let parts: GrammarParts | undefined;

const treeServices: TreeServices = { defaults: defaultsOf, meaning: readText, reference: linkTo };

const defaults = new Map<string, Defaults>();

/** Langium looks through all properties of a type at every node. */
function defaultsOf(type: string): Defaults {
  const known = defaults.get(type);
  if (known) return known;
  const { properties } = coreServices().shared.AstReflection.getTypeMetaData(type);
  const made = Object.values(properties).flatMap(
    ({ name, defaultValue }): Defaults => (defaultValue === undefined ? [] : [[name, defaultValue]]),
  );
  defaults.set(type, made);
  return made;
}

/** The same by Langium's parser, which goes on behind what is wrong. One that has thrown is never used again. */
export function parseByLangium(text: string, origin: Origin = { start: 0 }): Parsed {
  parser ??= makeParser();
  parser.nodes.origin = origin;
  try {
    const parsed = parser.parse<File>(text);
    const root = parsed.value.$cstNode;
    if (root && parsed.parserErrors.length > 0) prune(root as CompositeCstNode);
    return parsed;
  } catch (error) {
    parser = undefined;
    throw error;
  }
}

/**
 * Takes away what the parser began and gave up before its first token: it stands nowhere, so that what begins with it would stand at the
 * beginning of the file. True where nothing is left.
 */
function prune(node: CompositeCstNode): boolean {
  const kept = node.content.filter((child) => !('content' in child) || !prune(child as CompositeCstNode));
  if (kept.length < node.content.length) Object.assign(node, { content: kept });
  return kept.length === 0;
}
