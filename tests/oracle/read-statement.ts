/** Reads scenarios, targets, expectations and includes back (`language.md`, 6). */
import { BlockReader } from './read-block.ts';
import type { Written as Partly } from './read-number.ts';
import { plain } from './read-number.ts';
import type {
  ChannelField,
  ClosingField,
  Compare,
  Edit,
  Expectation,
  Include,
  Path,
  Scenario,
  Target,
  Written,
} from './statement.ts';

/** An include before its part is read. */
export interface ReadInclude extends Omit<Include, 'part'> {
  readonly path: string;
  /** The currency behind `per`. */
  readonly currency: string | undefined;
}

const CHANNEL_FIELDS: readonly string[] = ['volume', 'conversion', 'win_rate', 'deal_size'];

/** Reads what stands behind the word that begins a statement. */
export class StatementReader extends BlockReader {
  protected target(): Target {
    const start = this.next;
    const target: Partly<Target> = { metric: this.metric(), of: this.of() };
    target.compare = this.#compare() as Target['compare'];
    target.value = this.literals();
    target.in = this.inPeriod();
    target.written = this.#written(start, start - 1);
    target.by = this.has('by') ? this.word() : undefined;
    return target as Target;
  }

  protected expectation(): Expectation {
    const first = this.next - 1;
    const label = this.optionalString();
    const start = this.next;
    const left = this.metricExpr();
    const compare = this.#compare();
    const right = this.metricExpr();
    return { label, left, compare, right, written: this.#written(start, first) };
  }

  protected scenario(): Scenario {
    const [name, title] = [this.word(), this.optionalString()];
    const edits: Edit[] = [];
    const expectations: Expectation[] = [];
    this.fields((field) => {
      if (field === 'expect') expectations.push(this.expectation());
      else edits.push(this.#edit(field));
    });
    return { name, title, edits, expectations };
  }

  protected include(): ReadInclude {
    const path = this.string();
    this.words('as');
    const name = this.word();
    if (!this.has('at')) return { name, path, currency: undefined };
    const rate = plain(this.take('money'));
    this.words('per');
    return { name, path, rate, currency: this.word() };
  }

  #edit(field: string): Edit {
    switch (field) {
      case 'set': {
        const path = this.#path();
        this.words('=');
        return { kind: 'set', path, value: this.assumption() };
      }
      case 'scale': {
        const path = this.#path();
        this.words('by');
        return { kind: 'scale', path, by: this.expr(), from: this.has('from') ? this.take('month').text : undefined };
      }
      case 'drop':
        return { kind: 'drop', channel: this.word() };
      case 'closing':
        return { kind: 'closing', closing: this.closing() };
      default:
        throw new SyntaxError(`scenario: ${field}`);
    }
  }

  /** `closing` as first part is the closing model, and a field's name wins over a touch's. */
  #path(): Path {
    const parts = [this.word()];
    while (this.has('.')) parts.push(this.word());
    const [first = '', second, third] = parts;
    if (second === undefined) return { kind: 'driver', name: first };
    if (first === 'closing') return { kind: 'closing', field: second as ClosingField };
    if (third !== undefined) return { kind: 'converting', channel: first, touch: second };
    if (CHANNEL_FIELDS.includes(second)) return { kind: 'field', channel: first, field: second as ChannelField };
    return { kind: 'touch', channel: first, touch: second };
  }

  #compare(): Compare {
    const found = (['<=', '<', '>=', '>', '='] as const).find((each) => this.has(each));
    if (found === undefined) throw new SyntaxError(`no comparison: ${this.peek().text}`);
    return found;
  }

  /** The tokens from `start` to here, and the line in which the statement's first word stands. */
  #written(start: number, first: number): Written {
    const tokens = this.tokens.slice(start, this.next);
    return { line: this.tokens[first]?.line ?? 0, text: tokens.map((each) => each.text).join(' ') };
  }
}
