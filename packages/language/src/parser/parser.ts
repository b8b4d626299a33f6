import type { IRecognitionException, IToken, TokenType } from 'chevrotain';
import {
  type AstNode,
  type CompositeCstNode,
  CstNodeBuilder,
  createParser,
  DefaultLexerErrorMessageProvider,
  type LangiumCoreServices,
  LangiumParser,
  LeafCstNodeImpl,
  type ParseResult,
} from 'langium';
import type { File } from '../generated/ast.ts';
import { UpsellAstReflection } from '../generated/ast.ts';
import { UpsellGrammar } from '../generated/grammar.ts';
import { UpsellLanguageMetaData } from '../generated/module.ts';
import { readText } from '../literals.ts';
import { type TokenReport, UpsellLexer } from './lexer.ts';
import { UpsellErrorMessages } from './messages.ts';
import { type RecoveringParser, tameRecovery } from './recovery.ts';
import { UpsellTokenBuilder } from './tokens.ts';

/** Where a parsed text begins in its file. It moves when something before it grows, and every node of the text with it. */
export interface Origin {
  start: number;
}

/** A token's place in its file: Langium has it from the beginning of the parsed text. */
class MovingLeaf extends LeafCstNodeImpl {
  readonly origin: Origin;

  constructor(origin: Origin, ...place: ConstructorParameters<typeof LeafCstNodeImpl>) {
    super(...place);
    this.origin = origin;
  }

  override get offset(): number {
    return this.origin.start + super.offset;
  }

  override get end(): number {
    return this.origin.start + super.end;
  }

  override get text(): string {
    return this.root.fullText.slice(super.offset, super.end);
  }
}

/** The beginning that a node's places are counted from. */
export function originOf(node: AstNode): Origin {
  let cst = node.$cstNode;
  while (cst && 'content' in cst) cst = (cst as CompositeCstNode).content[0];
  return (cst as MovingLeaf).origin;
}

class MovingNodeBuilder extends CstNodeBuilder {
  origin: Origin = { start: 0 };

  protected override createLeafNode(token: IToken, hidden: boolean): LeafCstNodeImpl {
    const { startOffset, image, startLine = 1, startColumn = 1, endLine = 1, endColumn = 1, tokenType } = token;
    const [line, column] = [startLine - 1, startColumn - 1];
    return new MovingLeaf(
      this.origin,
      startOffset,
      image.length,
      line,
      column,
      endLine - 1,
      endColumn,
      tokenType,
      hidden,
    );
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

/** The types that tokens have, by name: keywords by their word. */
export const tokenTypes = (): Readonly<Record<string, TokenType>> =>
  (coreServices().parser.Lexer as UpsellLexer).definition as Readonly<Record<string, TokenType>>;

/**
 * The tree of a text and what the parser stumbled over; its nodes stand where `origin` says. A parser that has thrown is never
 * used again.
 */
export function parseTree(
  text: string,
  origin: Origin = { start: 0 },
): ParseResult<File> & { parserErrors: IRecognitionException[] } {
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
