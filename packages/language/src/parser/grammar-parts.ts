import type { IToken, TokenType } from 'chevrotain';
import type { Grammar, GrammarAST } from 'langium';

/*
 * The grammar, ready to be read along: what its elements are made of, and which of them can be what stands at two tokens. All of it
 * is made when it is first needed, and kept.
 */

type Element = GrammarAST.AbstractElement;

/** A rule of the grammar. */
export interface Rule {
  /** The type of its nodes; undefined where what it reads is a text. */
  readonly type: string | undefined;
  readonly definition: Part;
}

type Kind = 'token' | 'rule' | 'group' | 'choice' | 'action';

/** An element of the grammar: of one shape, whatever its kind, since all of them are asked the same things at every token. */
export class Part {
  readonly kind: Kind;
  /** It need not be there. */
  readonly isOptional: boolean;
  /** It may be there more than once. */
  readonly isRepeated: boolean;
  readonly element: Element;
  /** The property that it is read into. */
  readonly assignment: GrammarAST.Assignment | undefined;
  /** Of a token. */
  readonly type: TokenType | undefined;
  /** True of a token whose text means something else than what is written. */
  readonly isText: boolean;
  /** The rule that is called, or the type that an action gives. */
  readonly name: string;
  private readonly grammar: GrammarParts;
  private readonly elements: readonly Element[];
  private made: readonly Part[] | undefined;
  private called: Rule | undefined;
  private first: ReadonlySet<number> | undefined;
  private skippable: boolean | undefined;
  /** By two types of tokens, how far it reaches into these. */
  private readonly reaches = new Map<number, number>();
  /** Of a choice, by a type of token: what begins with it. */
  private readonly beginning = new Map<number, readonly Part[]>();

  constructor(grammar: GrammarParts, element: Element, assignment: GrammarAST.Assignment | undefined) {
    const { cardinality } = element;
    this.grammar = grammar;
    this.element = element;
    this.isOptional = cardinality === '?' || cardinality === '*';
    this.isRepeated = cardinality === '+' || cardinality === '*';
    this.assignment = element.$type === 'Assignment' ? (element as GrammarAST.Assignment) : assignment;
    const { kind, name, elements } = contentOf(element, grammar.types);
    this.kind = kind;
    this.name = name;
    this.elements = elements;
    this.type = kind === 'token' ? grammar.types[name] : undefined;
    this.isText = kind === 'token' && name.endsWith('STRING');
  }

  /** Of a group, all of it; of a choice, what it is between. */
  get parts(): readonly Part[] {
    this.made ??= this.elements.map((element) => new Part(this.grammar, element, this.assignment));
    return this.made;
  }

  /** The rule that is called. */
  get rule(): Rule {
    this.called ??= this.grammar.rule(this.name);
    return this.called;
  }

  /** True where it can be what stands at two tokens. */
  fits(first: IToken, second: IToken): boolean {
    // Mostly the first one tells that it cannot.
    return this.begins(first) && (this.reach(first, second) & SOME) !== 0;
  }

  /** The part of a choice that can be what stands at two tokens; of several the first. */
  choose(first: IToken, second: IToken): Part | undefined {
    let parts = this.beginning.get(first.tokenTypeIdx);
    if (!parts) {
      parts = this.parts.filter((part) => part.begins(first));
      this.beginning.set(first.tokenTypeIdx, parts);
    }
    return parts.length < 2 ? parts[0] : parts.find((part) => part.fits(first, second));
  }

  private begins({ tokenTypeIdx }: IToken): boolean {
    return this.starts.has(tokenTypeIdx);
  }

  /** The types of tokens that it can begin with. */
  private get starts(): ReadonlySet<number> {
    this.first ??= this.startsOnce();
    return this.first;
  }

  private startsOnce(): ReadonlySet<number> {
    if (this.type) return matching(this.type);
    if (this.kind === 'rule') return this.rule.definition.starts;
    let all = NOTHING;
    for (const part of this.parts) {
      // Mostly one of them is all: a list of its own is made only where two come together.
      all = all.size === 0 ? part.starts : new Set([...all, ...part.starts]);
      if (this.kind === 'group' && !part.isSkippable) break;
    }
    return all;
  }

  /** It may be nothing at all. */
  private get isSkippable(): boolean {
    this.skippable ??= this.skippableOnce();
    return this.skippable;
  }

  private skippableOnce(): boolean {
    if (this.isOptional || this.kind === 'action') return true;
    if (this.kind === 'rule') return this.rule.definition.isSkippable;
    if (this.kind === 'choice') return this.parts.some((part) => part.isSkippable);
    return this.kind === 'group' && this.parts.every((part) => part.isSkippable);
  }

  /** How many of two tokens it can be: none, the first, or both and what follows; each a bit. */
  private reach(first: IToken, second: IToken): number {
    const key = first.tokenTypeIdx * MOST_TYPES + second.tokenTypeIdx;
    const known = this.reaches.get(key);
    if (known !== undefined) return known;
    let reach = this.begins(first) ? this.reachOnce(first, second) : this.isSkippable ? NONE : 0;
    if (this.isRepeated && reach & FIRST && this.begins(second)) reach |= BOTH;
    if (this.isOptional) reach |= NONE;
    this.reaches.set(key, reach);
    return reach;
  }

  private reachOnce(first: IToken, second: IToken): number {
    switch (this.kind) {
      case 'token':
        return FIRST;
      case 'rule':
        return this.rule.definition.reach(first, second);
      case 'action':
        return NONE;
      case 'choice': {
        let reach = 0;
        for (const part of this.parts) reach |= part.reach(first, second);
        return reach;
      }
      case 'group':
        return this.reachOfAll(first, second);
    }
  }

  private reachOfAll(first: IToken, second: IToken): number {
    let reach = NONE;
    for (const part of this.parts) {
      let next = reach & BOTH;
      if (reach & NONE) next |= part.reach(first, second);
      if (reach & FIRST) {
        if (part.isSkippable) next |= FIRST;
        if (part.begins(second)) next |= BOTH;
      }
      reach = next;
    }
    return reach;
  }
}

/** The parts of a grammar, whose tokens have types by name. */
export class GrammarParts {
  readonly types: Readonly<Record<string, TokenType>>;
  private readonly written: ReadonlyMap<string, GrammarAST.AbstractRule>;
  private readonly rules = new Map<string, Rule>();

  constructor(grammar: Grammar, types: Readonly<Record<string, TokenType>>) {
    this.written = new Map(grammar.rules.map((rule) => [rule.name, rule]));
    this.types = types;
  }

  rule(name: string): Rule {
    const known = this.rules.get(name);
    if (known) return known;
    const rule = this.written.get(name) as GrammarAST.ParserRule;
    const type = rule.dataType === undefined ? (rule.inferredType?.name ?? name) : undefined;
    const made = { type, definition: new Part(this, rule.definition, undefined) };
    this.rules.set(name, made);
    return made;
  }
}

/** The types of tokens that one of a type can have: keywords are names as well. */
const matching = ({ tokenTypeIdx, categoryMatches = [] }: TokenType): ReadonlySet<number> =>
  new Set([tokenTypeIdx as number, ...categoryMatches]);

/** What an element is made of. Asked by the name of its type: Langium's own questions bring all of its grammar's tree into the bundle. */
function contentOf(
  element: Element,
  types: GrammarParts['types'],
): Pick<Part, 'kind' | 'name'> & { elements: readonly Element[] } {
  switch (element.$type) {
    case 'Keyword':
      return { kind: 'token', name: (element as GrammarAST.Keyword).value, elements: [] };
    case 'RuleCall': {
      const { $refText: name } = (element as GrammarAST.RuleCall).rule;
      return { kind: types[name] ? 'token' : 'rule', name, elements: [] };
    }
    case 'CrossReference':
      return contentOf((element as GrammarAST.CrossReference).terminal as Element, types);
    case 'Action':
      return { kind: 'action', name: (element as GrammarAST.Action).inferredType?.name as string, elements: [] };
    case 'Assignment':
      return { kind: 'group', name: '', elements: [(element as GrammarAST.Assignment).terminal] };
    default:
      return {
        kind: element.$type === 'Alternatives' ? 'choice' : 'group',
        name: '',
        elements: (element as GrammarAST.Group).elements,
      };
  }
}

const NOTHING: ReadonlySet<number> = new Set();

const [NONE, FIRST, BOTH] = [1, 2, 4];
const SOME = FIRST | BOTH;

/** Chevrotain counts them. */
const MOST_TYPES = 1 << 14;
