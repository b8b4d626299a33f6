import { type IToken, tokenMatcher } from 'chevrotain';
import type { GrammarAST } from 'langium';
import { UpsellGrammar } from '../generated/grammar.ts';
import { tokensOf, tokenTypes } from '../parser/parser.ts';

/*
 * The grammar as a machine that reads tokens one by one and says which may come next. The parser itself cannot tell: it has to decide
 * for one way at each token, and what is half typed has no way yet. Here all ways are followed side by side.
 */

/** What may stand at a place: a word or sign of the grammar, or a terminal such as `ID`, and where in the grammar. */
export interface Expected {
  /** The word or sign, or the name of the terminal. */
  readonly token: string;
  readonly isTerminal: boolean;
  /** The property that it is read into, such as `owner`. */
  readonly property?: string;
  /** The grammar rule that it stands in, then the one around that, and so on. */
  readonly rules: readonly string[];
}

/** All ways in which some tokens can be read; empty where they cannot. */
export type States = readonly State[];

interface State {
  readonly node: Node;
  readonly stack: Frame | undefined;
}

/** Where to go on after a rule. */
interface Frame {
  readonly node: Node;
  readonly parent: Frame | undefined;
  /** One object for each way to come here, so that two equal states are the same. */
  readonly above: Map<Node, Frame>;
}

interface Node {
  readonly rule: string;
  readonly edges: Edge[];
  isEnd: boolean;
}

/** To another node: for nothing, for a token, or for all of a rule. */
interface Edge {
  readonly to: Node;
  readonly token?: { readonly name: string; readonly isTerminal: boolean; readonly property?: string };
  readonly call?: string;
}

/** Before the first declaration of a file. */
export const startOfFile = (): States => closed([{ node: startOf('File'), stack: undefined }]);

/** Inside the braces of a block, by the word of its declaration; nothing for a block that no declaration opens. */
export function insideBlock(word: string): States {
  const head = headOf(word);
  return head === undefined ? [] : read(startOfFile(), tokensOf(head).tokens);
}

/** The shortest head of a declaration of a block, by its word, up to its brace. */
export const headOf = (word: string): string | undefined => HEADS[word];

const HEADS: Readonly<Record<string, string>> = {
  model: 'model "" {',
  sources: 'sources {',
  closing: 'closing original_ae {',
  foundation: 'channel x {',
  leverage: 'channel x {',
  channel: 'channel x {',
  retention: 'retention {',
  scenario: 'scenario x {',
};

/** What is left of some ways when tokens follow. */
export function read(states: States, tokens: readonly IToken[]): States {
  let now = states;
  for (const token of tokens) {
    if (now.length === 0) break;
    now = closed(
      now.flatMap(({ node, stack }) =>
        node.edges.flatMap((edge) => (edge.token && matches(token, edge.token.name) ? [{ node: edge.to, stack }] : [])),
      ),
    );
  }
  return now;
}

function matches(token: IToken, name: string): boolean {
  const type = tokenTypes()[name];
  return type !== undefined && tokenMatcher(token, type);
}

/** What may come next. */
export const expectedIn = (states: States): readonly Expected[] =>
  states.flatMap(({ node, stack }) => {
    const own = node.edges.filter(({ token }) => token);
    if (own.length === 0) return [];
    const rules = [node.rule];
    for (let frame = stack; frame; frame = frame.parent) rules.push(frame.node.rule);
    return own.map(({ token: of }) => {
      const { name, isTerminal, property } = of as NonNullable<Edge['token']>;
      return { token: name, isTerminal, property, rules };
    });
  });

/** True where the declarations so far may end: nothing is missing. */
export const isWholeFile = (states: States): boolean =>
  states.some(({ node, stack }) => stack === undefined && node.isEnd);

/** All states that are reached without a token. */
function closed(states: readonly State[]): States {
  const seen = new Map<Node, Set<Frame | undefined>>();
  const all: State[] = [];
  const visit = (node: Node, stack: Frame | undefined) => {
    const stacks = seen.get(node) ?? new Set();
    if (stacks.has(stack)) return;
    seen.set(node, stacks.add(stack));
    all.push({ node, stack });
    if (node.isEnd && stack) visit(stack.node, stack.parent);
    for (const { to, token, call } of node.edges) {
      if (call !== undefined) visit(startOf(call), above(stack, to));
      else if (!token) visit(to, stack);
    }
  };
  for (const { node, stack } of states) visit(node, stack);
  return all;
}

const bottom = new Map<Node, Frame>();

function above(parent: Frame | undefined, node: Node): Frame {
  const frames = parent?.above ?? bottom;
  const known = frames.get(node) ?? { node, parent, above: new Map() };
  frames.set(node, known);
  return known;
}

const starts = new Map<string, Node>();

/** The first node of a rule, which is made when it is first asked for. */
function startOf(name: string): Node {
  const known = starts.get(name);
  if (known) return known;
  const rule = UpsellGrammar().rules.find((one) => one.name === name) as GrammarAST.ParserRule;
  const start: Node = { rule: name, edges: [], isEnd: false };
  starts.set(name, start);
  build(rule.definition, start).isEnd = true;
  return start;
}

/** Adds what a part of a rule reads behind a node; returns the node behind that part. */
function build(element: GrammarAST.AbstractElement, from: Node, property?: string): Node {
  const node = (): Node => ({ rule: from.rule, edges: [], isEnd: false });
  const { cardinality } = element;
  const first = node();
  from.edges.push({ to: first });
  const last = buildOnce(element, first, property);
  if (cardinality === '*' || cardinality === '+') last.edges.push({ to: first });
  if (cardinality !== '*' && cardinality !== '?') return last;
  const end = node();
  last.edges.push({ to: end });
  from.edges.push({ to: end });
  return end;
}

/** Asked by the name of the type: Langium's own questions bring all of its grammar's tree into the bundle. */
const is = <T extends GrammarAST.AbstractElement>(
  element: GrammarAST.AbstractElement,
  type: T['$type'],
): element is T => element.$type === type;

function buildOnce(element: GrammarAST.AbstractElement, from: Node, property: string | undefined): Node {
  const node = (): Node => ({ rule: from.rule, edges: [], isEnd: false });
  if (is<GrammarAST.Group>(element, 'Group'))
    return element.elements.reduce((at, part) => build(part, at, property), from);
  if (is<GrammarAST.Alternatives>(element, 'Alternatives')) {
    const end = node();
    for (const part of element.elements) build(part, from, property).edges.push({ to: end });
    return end;
  }
  if (is<GrammarAST.Assignment>(element, 'Assignment')) return build(element.terminal, from, element.feature);
  if (is<GrammarAST.CrossReference>(element, 'CrossReference'))
    return element.terminal ? build(element.terminal, from, property) : from;
  if (is<GrammarAST.Keyword>(element, 'Keyword')) return through({ name: element.value, isTerminal: false, property });
  if (!is<GrammarAST.RuleCall>(element, 'RuleCall')) return from;
  const { ref } = element.rule;
  if (ref && ref.$type === 'TerminalRule') return through({ name: ref.name, isTerminal: true, property });
  const to = node();
  from.edges.push({ to, call: ref?.name ?? '' });
  return to;

  function through(token: NonNullable<Edge['token']>): Node {
    const to = node();
    from.edges.push({ to, token });
    return to;
  }
}
