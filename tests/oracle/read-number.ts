/** Reads numbers back: expressions, assumptions and periods (`language.md`, 4 and 5). */
import { monthIndex, monthText } from './calendar.ts';
import { shifted } from './decimal.ts';
import type { Arithmetic, Assumption, DriverName, Expr, Provenance, Step, TimeUnit } from './model.ts';
import { Cursor } from './read-cursor.ts';
import type { Token } from './read-tokens.ts';
import { digitsOf } from './read-tokens.ts';
import type { Measured, Metric, MetricExpr, Period } from './statement.ts';
import { METRICS } from './statement.ts';
import { UNIT_WORDS } from './words.ts';

export type Written<T> = { -readonly [F in keyof T]?: T[F] };

/** Reads numbers; `fiscalYearStart` decides what `FY27` means. */
export class NumberReader extends Cursor {
  protected readonly fiscalYearStart: number;

  constructor(tokens: readonly Token[], fiscalYearStart: number) {
    super(tokens);
    this.fiscalYearStart = fiscalYearStart;
  }

  protected list(): Expr[] {
    const items = [this.expr()];
    while (this.has(',')) items.push(this.expr());
    return items;
  }

  protected assumption(): Assumption {
    const steps = [this.#step()];
    while (this.has(',')) steps.push(this.#step());
    const clauses: Written<Assumption> = {};
    for (;;) {
      if (this.has('by')) clauses.by = this.word();
      else if (this.has('note')) clauses.note = this.string();
      else if (this.has('evidence')) clauses.evidence = this.string();
      else return { steps, ...clauses };
    }
  }

  #step(): Step {
    const step: Written<Step> = { expr: this.expr() };
    if (this.has('to')) step.high = this.expr();
    if (this.has('from')) step.from = this.take('month').text;
    if (this.has('growing')) {
      const sign = this.has('-') ? '-' : '';
      const percent = sign + plain(this.take('percent'));
      if (!this.has('/')) this.words('per');
      step.growth = { kind: 'growing', percent, per: this.word() as 'month' | 'year' };
    } else if (this.has('rising')) {
      this.words('to');
      const to = this.expr();
      this.words('by');
      step.growth = { kind: 'rising', to, by: this.take('month').text };
    }
    step.provenance = this.#provenance();
    return step as Step;
  }

  #provenance(): Provenance | undefined {
    if (this.has('sample')) return { kind: 'sample' };
    for (const kind of ['estimated', 'decided'] as const) {
      // `decided` at a line's start is the closing model's field.
      if (this.peek().isFirstOfLine && kind === 'decided') continue;
      if (this.has(kind)) return { kind, month: this.take('month').text };
    }
    for (const kind of ['counted', 'measured'] as const) {
      if (this.has(kind)) return { kind, ...this.period() };
    }
    return undefined;
  }

  protected period(): Period {
    const first = this.#span();
    const last = this.has('to') ? this.#span() : first;
    return { from: monthText(first.from), to: monthText(last.to) };
  }

  /** The months of one month, quarter or year, calendar or fiscal. */
  #span(): { from: number; to: number } {
    const { kind, text } = this.take();
    const [head = '', quarter] = text.split('-Q');
    if (kind === 'month') return { from: monthIndex(text), to: monthIndex(text) };
    let from = Number(head) * 12;
    if (kind === 'fiscal') {
      from = (2000 + Number(head.slice(2)) - (this.fiscalYearStart > 1 ? 1 : 0)) * 12 + this.fiscalYearStart - 1;
    }
    if (quarter === undefined) return { from, to: from + 11 };
    return { from: from + (Number(quarter) - 1) * 3, to: from + Number(quarter) * 3 - 1 };
  }

  protected expr(): Expr {
    return this.#sum((): DriverName => ({ kind: 'driver', name: this.word() }));
  }

  /** Arithmetic over literals and metrics. */
  protected metricExpr(): MetricExpr {
    return this.#sum((): Measured => {
      const metric = this.metric();
      return { kind: 'metric', metric, of: this.of(), in: this.inPeriod() };
    });
  }

  /** Arithmetic over literals alone. */
  protected literals(): Arithmetic<never> {
    return this.#sum(() => {
      throw new SyntaxError(`a name among literals: ${this.peek().text}`);
    });
  }

  protected metric(): Metric {
    const metric = METRICS.find((each) => this.has(...each.split(' ')));
    if (metric === undefined) throw new SyntaxError(`no metric: ${this.peek().text}`);
    return metric;
  }

  protected of(): string | undefined {
    return this.has('of') ? this.word() : undefined;
  }

  protected inPeriod(): Period | undefined {
    return this.has('in') ? this.period() : undefined;
  }

  #sum<Name>(name: () => Name): Arithmetic<Name> {
    let left = this.#product(name);
    for (;;) {
      if (this.has('+')) left = { kind: '+', left, right: this.#product(name) };
      else if (this.has('-')) left = { kind: '-', left, right: this.#product(name) };
      else return left;
    }
  }

  #product<Name>(name: () => Name): Arithmetic<Name> {
    let left = this.#unary(name);
    for (;;) {
      if (this.has('*')) left = { kind: '*', left, right: this.#unary(name) };
      else if (this.has('/')) left = { kind: '/', left, right: this.#unary(name) };
      else return left;
    }
  }

  #unary<Name>(name: () => Name): Arithmetic<Name> {
    return this.has('-') ? { kind: 'negative', of: this.#unary(name) } : this.#perUnit(name);
  }

  #perUnit<Name>(name: () => Name): Arithmetic<Name> {
    const of = this.#primary(name);
    const isUnit = (UNIT_WORDS as readonly string[]).includes(this.tokens[this.next + 1]?.text ?? '');
    if (!isUnit || !(this.has('/') || this.has('per'))) return of;
    return { kind: 'per', of, unit: this.word() as TimeUnit };
  }

  #primary<Name>(name: () => Name): Arithmetic<Name> {
    if (this.has('(')) {
      const inside = this.#sum(name);
      this.words(')');
      return inside;
    }
    const { kind, text } = this.peek();
    if (kind === 'number' || kind === 'percent' || kind === 'money') return { kind, text: plain(this.take()) };
    if (kind !== 'word') throw new SyntaxError(`no operand: ${text}`);
    const isCall = this.tokens[this.next + 1]?.text === '(';
    if (isCall && (text === 'min' || text === 'max')) return this.#extreme(text, name);
    return name();
  }

  #extreme<Name>(kind: 'min' | 'max', name: () => Name): Arithmetic<Name> {
    const start = this.next;
    this.words(kind, '(');
    const of = [this.#sum(name)];
    while (this.has(',')) of.push(this.#sum(name));
    this.words(')');
    if (this.tokens.slice(start, this.next).some((each) => each.isGrouped)) throw new SyntaxError('ambiguous-comma');
    return { kind, of };
  }
}

/** The plain digits of a literal, all of them. */
export function plain(token: Token): string {
  const { digits, zeros } = digitsOf(token);
  return shifted(digits, zeros);
}
