/** Whoever only takes what is offered, and types names, comes to a model without an error. */
import type { Analysis } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { type Completed, complete, FULL_CLIENT } from '../harness/check-completion.ts';
import { analysedNow } from './offers.ts';

const FILES = {
  libraries: () => ['file:///workspace/people.upsell'],
  models: () => ['file:///workspace/emea.upsell'],
  actuals: () => [],
  plans: () => [],
};

/** A text that is written from its beginning to its end. */
class Writer {
  text = '';
  readonly #files: typeof FILES | undefined;
  readonly #library: string;

  constructor(files?: typeof FILES, library = '') {
    this.#files = files;
    this.#library = library;
  }

  type(more: string): this {
    this.text += more;
    return this;
  }

  offered(): Completed {
    const marked = `${this.text}$0`;
    const library = this.#library;
    return complete(
      library === '' ? marked : `//- model.upsell\n${marked}\n//- people.upsell\n${library}`,
      undefined,
      this.#files,
    );
  }

  /** Takes an item, the first one where none is named. */
  take(label = this.offered().labels[0] ?? ''): this {
    this.text = this.offered().accept(label).trimEnd();
    return this;
  }

  /** Takes one item after another, each on a line of its own. */
  takeAll(...labels: readonly string[]): this {
    for (const label of labels) this.take(label).type('\n  ');
    return this;
  }

  /** Takes one item after another with a space between, the first ones where `undefined` stands. */
  words(...labels: readonly (string | undefined)[]): this {
    for (const label of labels) this.take(label).type(' ');
    return this.type('\n');
  }
}

const errorsOf = ({ diagnostics }: Analysis) =>
  diagnostics
    .filter(({ severity, code }) => severity === 'error' && code !== 'expectation-failed')
    .map(({ code, message }) => `${code}: ${message}`);

function checkModel(text: string, more: Readonly<Record<string, string>> = {}): Analysis {
  const analysis = analysedNow({ 'model.upsell': text, ...more });
  expect(errorsOf(analysis)).toEqual([]);
  expect(analysis.isModel).toBe(true);
  return analysis;
}

describe('a model from nothing', () => {
  it('is whole after the first item was taken as long as something was missing', () => {
    const writer = new Writer();
    for (let i = 0; i < 20 && writer.offered().labels[0] !== 'owner'; i++) writer.take().type('\n\n');
    const { model } = checkModel(writer.text);
    expect(model.channels).toHaveLength(7);
    expect(model.closing).toBeDefined();
  });

  it('can be written word by word', () => {
    const writer = new Writer().type('model "A" ').take('{ }').type('');
    expect(writer.text).toBe('model "A" {\n  \n}');
    writer.text = 'model "A" {\n  ';
    writer.takeAll('currency', 'period', 'fiscal year starts', 'season').type('\n}\n\n');
    writer.take('owner').type('\n').take('owner').type('\n\nsources {\n  ');
    writer
      .takeAll('ticket', 'in_product')
      .type('mine ')
      .take('not run')
      .type('\n}\n\nclosing ')
      .take('csm')
      .type('\n\n');
    writer.type('driver visits ').take().type('\n');
    writer.type('foundation channel chats {\n  ').takeAll('source', 'owner', 'touch', 'conversion', 'initiated by');
    writer.takeAll('season', 'open at start', 'win rate', 'deal size', 'moment', 'flag').type('\n}\n\n');
    writer.type('leverage channel inside {\n  source ').words('in_product');
    for (const field of ['owner', 'volume', 'conversion', 'initiated', 'season july', 'open at start'])
      writer.type(`  ${field} `).words(undefined);
    writer.type('}\n\nscenario better {\n  ').takeAll('set', 'scale', 'drop', 'closing csm', 'expect').type('\n}\n\n');
    writer
      .type('retention {\n  ')
      .takeAll('owner', 'contraction customer', 'contraction vendor', 'after')
      .type('\n}\n\n');
    writer.type('target ').words('revenue', '>=', undefined, 'in', 'by');
    writer.type('expect ').words('won', 'of', '>=', undefined);
    checkModel(writer.text);
  });

  it('can be made of a library, which is offered before what a model needs', () => {
    const people = 'owner ann "Ann"\nowner bob "Bob"\n';
    const writer = new Writer(FILES, people).take('model').type('\n\n');
    expect(writer.offered().labels[0]).toBe('import');
    writer.take().type('\n\n').take('sources').type('\n\n').take('closing original_ae').type('\n\n');
    for (let i = 0; i < 7; i++) writer.take().type('\n\n');
    checkModel(writer.text, { 'people.upsell': people });
  });

  it('can be a portfolio', () => {
    const part = new Writer();
    for (let i = 0; i < 20 && part.offered().labels[0] !== 'owner'; i++) part.take().type('\n\n');
    const writer = new Writer(FILES).take('model').type('\n\n').take('include').type('\n\n').take('target');
    expect(writer.text).toContain('include "./emea.upsell" as emea\n');
    checkModel(writer.text, { 'emea.upsell': part.text });
  });
});

describe('what is offered first', () => {
  const base = 'model "M" {\n  currency USD\n  period 2026-11 to 2027-10\n}\n\n';

  it('is another owner than who closes', () => {
    const closes = `${base}owner success "Success"\n\nclosing csm {\n  owner success\n}\n\n`;
    expect(complete(`${closes}$0`).accept('foundation channel tickets')).toContain(
      'owner support "Support lead"\n\nfoundation channel tickets "Support tickets" {\n  source     ticket\n  owner      support\n',
    );
    expect(complete(`${closes}owner ann "Ann"\n$0`).accept('foundation channel tickets')).toContain(
      '  owner      ann\n',
    );
    expect(complete(`${closes}foundation $0`).accept('channel tickets')).toContain('  owner      support\n');
  });

  it('is the usual owner of each built-in source, declared where nobody has that name and nobody else is there', () => {
    const first = complete(`${base}$0`).accept('foundation channel implementations');
    expect(first).toContain('owner onboarding "Onboarding lead"\n\nfoundation channel implementations');
    const second = complete(`${first}\n\n$0`, FULL_CLIENT);
    expect(second.sent('foundation channel tickets')).toMatch(/^owner \$\{3:support\} "Support lead"\n/);
    expect(second.sent('foundation channel tickets')).toMatch(/^ {2}owner {6}\$\{3:support\}$/m);
    // The owner's line above might go on.
    const below = complete(`${base}owner onboarding "Onboarding lead"\n$0`).accept('foundation channel tickets');
    expect(below).toContain('owner support "Support lead"\n\nfoundation channel tickets');
    const behind = complete(`${first}\n\nleverage $0`).accept('channel in_product');
    expect(behind).toContain('owner onboarding "Onboarding lead"\nowner growth "Growth PM"\n');
    expect(behind).toContain('  owner      growth\n');
  });

  it('is a whole block behind the words of a layer, for a source that is still to be named', () => {
    const owner = `${base}owner ann "Ann"\n`;
    const generic = complete(`${owner}$0`, FULL_CLIENT).sent('leverage channel').split('\n');
    expect(generic[0]).toMatch(/^leverage channel \$\{1:name\} "\$\{2:Title\}" \{$/);
    expect(generic[1]).toBe('  source     $3');
    expect(generic).toHaveLength(7);
    const listed = complete(`${owner}sources {\n  partner\n  ticket\n}\n$0`, FULL_CLIENT).sent('leverage channel');
    expect(listed).toMatch(/^ {2}source {5}\$\{3:partner\}$/m);
    const behind = complete(`${base}sources {\n  partner\n}\nleverage $0`).accept('channel');
    expect(behind).toContain('owner somebody "Somebody"\n');
    expect(behind).toContain('leverage channel name "Title" {\n  source     partner\n  owner      somebody\n');
  });

  it('is no number behind the sign of a unit', () => {
    const { items, labels } = complete(`${base}owner ann "Ann"\ndriver calls 12/$0`);
    expect(labels[0]).toBe('month');
    expect(items.filter(({ detail }) => detail === 'a value to begin with')).toEqual([]);
  });

  it('is the only library, not selected, so that Enter does not take its place', () => {
    const files = (...libraries: readonly string[]) => ({
      libraries: () => libraries,
      models: () => [],
      actuals: () => [],
      plans: () => [],
    });
    const sent = (...names: readonly string[]) =>
      complete('$0', FULL_CLIENT, files(...names.map((name) => `file:///workspace/${name}`))).sent('import');
    expect(sent('people.upsell')).toBe('import "./people.upsell"');
    expect(sent('a.upsell', 'b.upsell')).toMatch(/^import "\$\{1\|\.\/a\.upsell,\.\/b\.upsell\|\}"$/);
  });

  it('is one of the people who are there where they have names of their own', () => {
    const people = complete(`${base}owner ann "Ann"\nowner bob "Bob"\n$0`, FULL_CLIENT);
    expect(people.sent('foundation channel tickets')).toMatch(/^ {2}owner {6}\$\{3\|ann,bob\|\}$/m);
  });

  it('is a person who is not there yet', () => {
    expect(complete(`${base}$0`).accept('owner')).toContain('owner success "Customer success lead" team "Team"');
    expect(complete(`${base}owner success "S"\n$0`).accept('owner')).toContain('owner growth "Growth PM" team "Team"');
  });

  it('is what a block does not have yet, before what it may have more than once', () => {
    const { labels } = complete(`${base}leverage channel x {\n  touch t 5/month sample\n  moment "M"\n  $0\n}`);
    expect(labels.slice(-2).toSorted()).toEqual(['moment', 'touch']);
    expect(labels[0]).toBe('source');
  });

  it('is all of a closing model behind its word, and its kind alone where the rest stands there', () => {
    const owner = `${base}owner ann "Ann"\n`;
    expect(complete(`${owner}closing $0`).accept('csm')).toContain('closing csm {\n  owner     ann\n  win rate  25%');
    expect(complete(`${owner}closing $0 {\n}`).accept('csm')).toContain('closing csm {\n}');
  });
});
