/**
 * Reads the text that `print` writes back into an abstract model: a small strict parser, so that the oracle's tests can
 * tell that a spelling means what the model says. It knows valid models only and throws at everything else.
 */
import { monthIndex, monthText } from './calendar.ts';
import { shifted } from './decimal.ts';
import type {
  Assumption,
  Channel,
  Closing,
  Cycle,
  Expr,
  Initiator,
  Model,
  Month,
  Owner,
  Provenance,
  Season,
  Source,
  Step,
  TimeUnit,
  Touch,
} from './model.ts';
import type { Token, TokenKind } from './read-tokens.ts';
import { digitsOf, tokensOf, unquoted } from './read-tokens.ts';
import { BEGINNING_WORDS, MONTH_NAMES, UNIT_WORDS } from './words.ts';

type Written<T> = { -readonly [F in keyof T]?: T[F] };

/** The model that a text declares. */
export function read(text: string): Model {
  return new Reader(tokensOf(text)).model();
}

class Reader {
  readonly #tokens: readonly Token[];
  #next = 0;
  #fiscalYearStart = 1;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    // The fiscal year decides what `FY27` means, wherever it is declared.
    const starts = tokens.findIndex(
      (token, index) =>
        token.text === 'starts' && tokens[index - 1]?.text === 'year' && tokens[index - 2]?.text === 'fiscal',
    );
    if (starts >= 0) this.#fiscalYearStart = monthNumber(tokens[starts + 1]?.text ?? '');
  }

  model(): Model {
    const model: Written<Model> = { fiscalYearStart: this.#fiscalYearStart };
    const owners: Owner[] = [];
    const drivers: Model['drivers'][number][] = [];
    const channels: Channel[] = [];
    while (this.#next < this.#tokens.length) {
      switch (this.#begin()) {
        case 'model':
          Object.assign(model, this.#header());
          break;
        case 'owner':
          owners.push(this.#owner());
          break;
        case 'sources':
          model.sources = this.#sources();
          break;
        case 'driver':
          drivers.push({ name: this.#word(), value: this.#assumption() });
          break;
        case 'closing':
          model.closing = this.#closing();
          break;
        case 'foundation':
          channels.push(this.#channel('foundation'));
          break;
        case 'leverage':
          channels.push(this.#channel('leverage'));
          break;
        case 'retention':
          model.retention = this.#retention();
          break;
        default:
          throw new SyntaxError(`no declaration: ${this.#tokens[this.#next - 1]?.text}`);
      }
    }
    return { ...(model as Model), owners, drivers, channels };
  }

  #header(): Written<Model> {
    const header: Written<Model> = { title: this.#string() };
    this.#fields((field) => {
      if (field === 'currency') header.currency = this.#word();
      else if (field === 'fiscal') {
        this.#words('year', 'starts');
        monthNumber(this.#word());
      } else if (field === 'season') header.season = this.#season();
      else if (field === 'period') {
        const { from, to } = this.#period();
        header.start = from;
        header.months = monthIndex(to) - monthIndex(from) + 1;
      } else throw new SyntaxError(`model: ${field}`);
    });
    return header;
  }

  #owner(): Owner {
    return {
      name: this.#word(),
      display: this.#string(),
      team: this.#has('team') ? this.#string() : undefined,
      handle: this.#peek().kind === 'handle' ? this.#take().text : undefined,
    };
  }

  #sources(): Source[] {
    const sources: Source[] = [];
    this.#fields((name) => {
      sources.push({
        name,
        label: this.#optionalString(),
        notRun: this.#has('not', 'run') ? this.#string() : undefined,
        renamedFrom: this.#has('renamed', 'from') ? this.#word() : undefined,
      });
    });
    return sources;
  }

  #closing(): Closing {
    const closing: Written<Closing> = { kind: this.#word() as Closing['kind'], title: this.#optionalString() };
    this.#fields((field) => {
      if (field === 'owner') closing.owner = this.#word();
      else if (field === 'win') closing.winRate = this.#after('rate');
      else if (field === 'deal') closing.dealSize = this.#after('size');
      else if (field === 'cycle') closing.cycle = this.#cycle();
      else if (field === 'attention') closing.attention = this.#list() as unknown as NonNullable<Closing['attention']>;
      else if (field === 'decided') {
        closing.decided = { month: this.#take('month').text, reason: this.#optionalString() };
      } else if (field === 'closers' || field === 'capacity' || field === 'cost' || field === 'quota') {
        closing[field] = this.#assumption();
      } else throw new SyntaxError(`closing: ${field}`);
    });
    return closing as Closing;
  }

  #channel(layer: Channel['layer']): Channel {
    this.#words('channel');
    const moments: string[] = [];
    const touches: Touch[] = [];
    const channel: Written<Channel> = { layer, name: this.#word(), title: this.#optionalString() };
    this.#fields((field) => {
      if (field === 'source') channel.source = this.#word();
      else if (field === 'owner') channel.owner = this.#word();
      else if (field === 'volume') channel.volume = this.#assumption();
      else if (field === 'conversion') channel.conversion = this.#assumption();
      else if (field === 'win') channel.winRate = this.#after('rate');
      else if (field === 'deal') channel.dealSize = this.#after('size');
      else if (field === 'season') channel.season = this.#season();
      else if (field === 'moment') moments.push(this.#string());
      else if (field === 'flag') channel.flag = this.#string();
      else if (field === 'touch') touches.push(this.#touch(undefined));
      else if (field === 'customer' || field === 'vendor') {
        this.#words('touch');
        touches.push(this.#touch(field));
      } else if (field === 'initiated') {
        this.#words('by');
        channel.initiator = this.#word() as Initiator;
      } else if (field === 'open') {
        this.#words('at', 'start');
        channel.openAtStart = this.#expr();
      } else throw new SyntaxError(`channel: ${field}`);
    });
    if ((channel.volume === undefined) === (touches.length === 0)) throw new SyntaxError('volume and touches');
    return { ...(channel as Channel), volume: channel.volume ?? touches, moments };
  }

  #touch(initiator: Initiator | undefined): Touch {
    return {
      name: this.#word(),
      title: this.#optionalString(),
      initiator,
      volume: this.#assumption(),
      gated: this.#has('gated'),
      converting: this.#has('converting') ? this.#assumption() : undefined,
    };
  }

  #retention(): NonNullable<Model['retention']> {
    const retention: Written<NonNullable<Model['retention']>> = {};
    this.#fields((field) => {
      if (field === 'owner') retention.owner = this.#word();
      else if (field === 'contraction') retention[this.#word() as Initiator] = this.#assumption();
      else if (field === 'after') {
        retention.afterMonths = Number(this.#take('number').text);
        this.#words('months');
      } else throw new SyntaxError(`retention: ${field}`);
    });
    return retention as NonNullable<Model['retention']>;
  }

  #after(word: string): Assumption {
    this.#words(word);
    return this.#assumption();
  }

  #cycle(): Cycle {
    const unit = this.#tokens[this.#next + 1]?.text;
    if (unit !== 'month' && unit !== 'months') return { kind: 'shares', shares: this.#list() };
    const months = Number(this.#take('number').text);
    this.#words(unit);
    return { kind: 'months', months };
  }

  #season(): Season {
    const season: Season[number][] = [];
    do season.push({ month: monthNumber(this.#word()), factor: this.#expr() });
    while (this.#has(','));
    return season;
  }

  #list(): Expr[] {
    const items = [this.#expr()];
    while (this.#has(',')) items.push(this.#expr());
    return items;
  }

  #assumption(): Assumption {
    const steps = [this.#step()];
    while (this.#has(',')) steps.push(this.#step());
    const clauses: Written<Assumption> = {};
    for (;;) {
      if (this.#has('by')) clauses.by = this.#word();
      else if (this.#has('note')) clauses.note = this.#string();
      else if (this.#has('evidence')) clauses.evidence = this.#string();
      else return { steps, ...clauses };
    }
  }

  #step(): Step {
    const step: Written<Step> = { expr: this.#expr() };
    if (this.#has('to')) step.high = this.#expr();
    if (this.#has('from')) step.from = this.#take('month').text;
    if (this.#has('growing')) {
      const sign = this.#has('-') ? '-' : '';
      const percent = sign + plain(this.#take('percent'));
      if (!this.#has('/')) this.#words('per');
      step.growth = { kind: 'growing', percent, per: this.#word() as 'month' | 'year' };
    } else if (this.#has('rising')) {
      this.#words('to');
      const to = this.#expr();
      this.#words('by');
      step.growth = { kind: 'rising', to, by: this.#take('month').text };
    }
    step.provenance = this.#provenance();
    return step as Step;
  }

  #provenance(): Provenance | undefined {
    if (this.#has('sample')) return { kind: 'sample' };
    for (const kind of ['estimated', 'decided'] as const) {
      // `decided` at a line's start is the closing model's field.
      if (this.#peek().isFirstOfLine && kind === 'decided') continue;
      if (this.#has(kind)) return { kind, month: this.#take('month').text };
    }
    for (const kind of ['counted', 'measured'] as const) {
      if (this.#has(kind)) return { kind, ...this.#period() };
    }
    return undefined;
  }

  #period(): { from: Month; to: Month } {
    const first = this.#span();
    const last = this.#has('to') ? this.#span() : first;
    return { from: monthText(first.from), to: monthText(last.to) };
  }

  /** The months of one month, quarter or year, calendar or fiscal. */
  #span(): { from: number; to: number } {
    const { kind, text } = this.#take();
    const [head = '', quarter] = text.split('-Q');
    if (kind === 'month') return { from: monthIndex(text), to: monthIndex(text) };
    let from = Number(head) * 12;
    if (kind === 'fiscal') {
      from = (2000 + Number(head.slice(2)) - (this.#fiscalYearStart > 1 ? 1 : 0)) * 12 + this.#fiscalYearStart - 1;
    }
    if (quarter === undefined) return { from, to: from + 11 };
    return { from: from + (Number(quarter) - 1) * 3, to: from + Number(quarter) * 3 - 1 };
  }

  #expr(): Expr {
    let left = this.#product();
    for (;;) {
      if (this.#has('+')) left = { kind: '+', left, right: this.#product() };
      else if (this.#has('-')) left = { kind: '-', left, right: this.#product() };
      else return left;
    }
  }

  #product(): Expr {
    let left = this.#unary();
    for (;;) {
      if (this.#has('*')) left = { kind: '*', left, right: this.#unary() };
      else if (this.#has('/')) left = { kind: '/', left, right: this.#unary() };
      else return left;
    }
  }

  #unary(): Expr {
    return this.#has('-') ? { kind: 'negative', of: this.#unary() } : this.#perUnit();
  }

  #perUnit(): Expr {
    const of = this.#primary();
    const isUnit = (UNIT_WORDS as readonly string[]).includes(this.#tokens[this.#next + 1]?.text ?? '');
    if (!isUnit || !(this.#has('/') || this.#has('per'))) return of;
    return { kind: 'per', of, unit: this.#word() as TimeUnit };
  }

  #primary(): Expr {
    if (this.#has('(')) {
      const inside = this.#expr();
      this.#words(')');
      return inside;
    }
    const token = this.#take();
    if (token.kind === 'number' || token.kind === 'percent' || token.kind === 'money') {
      return { kind: token.kind, text: plain(token) };
    }
    if (token.kind !== 'word') throw new SyntaxError(`no operand: ${token.text}`);
    if ((token.text === 'min' || token.text === 'max') && this.#peek().text === '(') {
      const start = this.#next;
      this.#words('(');
      const of = this.#list();
      this.#words(')');
      if (this.#tokens.slice(start, this.#next).some((each) => each.isGrouped))
        throw new SyntaxError('ambiguous-comma');
      return { kind: token.text, of };
    }
    return { kind: 'driver', name: token.text };
  }

  // Tokens. What begins a field is taken by `#begin` alone; anything else must not stand first as such a word.

  #fields(each: (field: string) => void): void {
    this.#words('{');
    while (this.#peek().text !== '}') each(this.#begin());
    this.#begin();
  }

  #begin(): string {
    const token = this.#peek();
    this.#next += 1;
    return token.text;
  }

  #take(kind?: TokenKind): Token {
    const token = this.#peek();
    if (kind !== undefined && token.kind !== kind) throw new SyntaxError(`${kind} expected, ${token.text} found`);
    if (token.isFirstOfLine && (BEGINNING_WORDS as readonly string[]).includes(token.text)) {
      throw new SyntaxError(`a line begins with ${token.text}`);
    }
    this.#next += 1;
    return token;
  }

  #words(...texts: readonly string[]): void {
    for (const text of texts) {
      if (this.#take().text !== text) throw new SyntaxError(`${text} expected, ${this.#tokens[this.#next - 1]?.text}`);
    }
  }

  #has(...texts: readonly string[]): boolean {
    if (texts.some((text, index) => this.#tokens[this.#next + index]?.text !== text)) return false;
    this.#words(...texts);
    return true;
  }

  #word(): string {
    return this.#take('word').text;
  }

  #string(): string {
    return unquoted(this.#take('text'));
  }

  #optionalString(): string | undefined {
    return this.#peek().kind === 'text' ? this.#string() : undefined;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'mark', text: '', isFirstOfLine: true, isGrouped: false };
  }
}

function plain(token: Token): string {
  const { digits, zeros } = digitsOf(token);
  return shifted(digits, zeros);
}

function monthNumber(name: string): number {
  const index = (MONTH_NAMES as readonly string[]).indexOf(name.toLowerCase());
  if (index < 0) throw new SyntaxError(`no month: ${name}`);
  return index + 1;
}
