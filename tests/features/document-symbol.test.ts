import { describe, expect, it } from 'vitest';
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import { documentSymbols, flatDocumentSymbols } from '../../packages/language-server/src/features/document-symbol.ts';
import { CANONICAL, LIBRARY, LIBRARY_NAME, RICH } from '../fuzz/models.ts';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';

/** The outline as a person sees it: `Class tickets: 4.0 opened/mo · $144k`, two spaces deeper for each level. */
function outline(text: string, others: Files = {}): readonly string[] {
  const lines = (symbols: readonly DocumentSymbol[], indent: string): readonly string[] =>
    symbols.flatMap(({ name, detail, kind, children = [] }) => [
      `${indent}${kindName(kind)} ${name}${detail === undefined ? '' : `: ${detail}`}`,
      ...lines(children, `${indent}  `),
    ]);
  return lines(documentSymbols(analyseFiles({ 'model.upsell': text, ...others })), '');
}

const kindName = (kind: SymbolKind): string =>
  Object.entries(SymbolKind).find(([, value]) => value === kind)?.[0] ?? String(kind);

describe('textDocument/documentSymbol', () => {
  it('shows every declaration with what it comes to, and the numbers in it', () =>
    expect(outline(RICH, { [LIBRARY_NAME]: LIBRARY })).toMatchInlineSnapshot(`
      [
        "Module Rich model: 23.2 opened/mo · $653k in 12 mo",
        "  Property currency: USD",
        "  Property period: 2026-02 to 2027-01",
        "  Property fiscal year starts: february",
        "  Property season: december 80%, january 90%",
        "Object support: Support lead · Support",
        "Object upsell_desk: Upsell AE · Sales",
        "Object growth: Growth PM",
        "Enum sources",
        "  EnumMember ticket",
        "  EnumMember csm_touch: CSM touch",
        "  EnumMember outbound: not run",
        "  EnumMember marketing",
        "  EnumMember in_product",
        "Struct upsell_ae: Dedicated desk",
        "  Property win rate: 20% to 30% · 4.1 won/mo",
        "  Property deal size: $12,000 · $49.8k/mo",
        "  Property cycle: 20%, 35%, 25%, 15%, 5%",
        "  Property closers: 2, 3 from 2026-08",
        "  Property capacity: 12/month · 23.2 worked/mo of 30.0",
        "  Property cost: $9k/month",
        "  Property quota: $60k/month",
        "Variable accounts: 240",
        "Variable cadence: 0.5/month rising to 1/month by 2026-09",
        "Class tickets: 4.5 opened/mo · $142k",
        "  Property volume: base_tickets * 4",
        "  Property conversion: 0.5%, 0.6% from 2026-06 growing 1%/month · 4.5 opened/mo",
        "Class csm_touches: 5.5 opened/mo · $177k",
        "  Property volume: accounts * cadence",
        "  Property conversion: 3% · 5.5 opened/mo",
        "  Property season: july 50%, august 60%",
        "  Property open at start: 4",
        "Class marketing: 4.4 opened/mo · $56.0k",
        "  Property volume: min(300, 1.2 * 250)/month",
        "  Property conversion: (1% + 0.5%) * 2 - 1.5% · 4.4 opened/mo",
        "  Property win rate: 15% · 0.6 won/mo",
        "  Property deal size: $8,000 · $4,667/mo",
        "Class in_product: 8.8 opened/mo · $278k",
        "  Method limit_hits: 500/month · 3.9 opened/mo · 44% of it",
        "  Method locked_views: 250/month · 4.9 opened/mo · 56% of it",
        "  Property conversion: 0.8% · 3.9 opened/mo",
        "Struct retention: net $577k · durable $471k",
        "  Property contraction customer: 10%",
        "  Property contraction vendor: 40%",
        "  Property after: 6 months",
        "Event second_ae: -$37.2k (-5.7%) revenue",
        "  Operator set closing.closers: 3",
        "  Operator scale tickets.volume: by 120% from 2026-06",
        "  Operator drop marketing",
        "  Boolean revenue >= $100k: holds: $616k",
        "Constant revenue >= $650k in FY27: 100.5% · reached with $653k",
        "Boolean leverage amplifies: holds: 56.7%",
      ]
    `));

  it('has the ranges of declarations and of their names', () => {
    const text =
      'model "M" {\r\n}\r\n/** Tickets. */\r\nfoundation channel tickets "Tickets" {\r\n  touch  calls 5/month\r\n}\r\n';
    const [, channel] = documentSymbols(analyseFiles({ 'model.upsell': text }));
    const at = (line: number, from: number, to: number, last = line) => ({
      start: { line, character: from },
      end: { line: last, character: to },
    });
    expect(channel).toMatchObject({
      range: at(3, 0, 1, 5),
      selectionRange: at(3, 19, 26),
      children: [{ range: at(4, 2, 22), selectionRange: at(4, 9, 14) }],
    });
  });

  it('says nothing where a total is withheld, and what is known where a part of it is', () => {
    expect(outline(CANONICAL)).toContain('Class tickets: 4.0 opened/mo · $144k');
    const noVolume = outline(CANONICAL.replace('800/month', '800'));
    expect(noVolume).toContain('Module Canonical expansion');
    expect(noVolume).toContain('Class tickets');
    expect(noVolume).toContain('  Property conversion: 0.5%');
    expect(noVolume).toContain('Class email: 5.0 opened/mo · $180k');
    const noWinRate = outline(CANONICAL.replace('25% ', '250%'));
    expect(noWinRate).toContain('Class tickets: 4.0 opened/mo');
    expect(noWinRate).toContain('  Property conversion: 0.5% · 4.0 opened/mo');
  });

  it('shows a library, of which nothing is computed', () =>
    expect(
      outline(
        'import "./b.upsell"\nowner ann "Ann"\nsources { a "A" not run "why" }\nleverage channel c "C" {\n  volume 5/month\n}\n',
      ),
    ).toEqual([
      'Object ann: Ann',
      'Enum sources',
      '  EnumMember a: A · not run',
      'Class c: C',
      '  Property volume: 5/month',
    ]));

  it('calls what has no name yet by its word', () => {
    for (const [text, name] of [
      ['foundation channel', 'foundation'],
      ['channel {\n  volume\n}', 'channel'],
      ['model "" {\n}', 'model'],
      ['model "  " {\n}', 'model'],
      ['owner', 'owner'],
      ['driver', 'driver'],
      ['scenario {', 'scenario'],
      ['closing {', 'closing'],
      ['expect', 'expect'],
      ['target', 'target'],
    ] as const)
      expect(documentSymbols(analyseFiles({ 'model.upsell': text }))[0]?.name, text).toBe(name);
  });

  it('shows what is whole beside what is half typed', () => {
    const lines = outline(
      `${CANONICAL}\nfoundation channel half "Half" {\n  touch\n  conversion 5%\n\ndriver late 5\n`,
    );
    expect(lines).toContain('Class tickets: 4.0 opened/mo · $144k');
    expect(lines.slice(-4)).toEqual(['Class half', '  Method touch', '  Property conversion: 5%', 'Variable late: 5']);
  });

  it('shows the parts of a portfolio with their totals', () => {
    const text =
      'model "Both" {\n  currency USD\n  period 2026\n}\ninclude "./one.upsell" as one\nexpect revenue of one >= $1\n';
    expect(outline(text, { 'one.upsell': CANONICAL })).toContain('Class one: 35.7 opened/mo · $1.29M');
  });

  it('is a list for a client that knows no symbols inside of others', () => {
    const text = 'foundation channel c {\n  touch calls 5/month\n}\n';
    expect(flatDocumentSymbols(analyseFiles({ 'model.upsell': text }))).toEqual([
      {
        name: 'c',
        kind: SymbolKind.Class,
        location: {
          uri: 'file:///workspace/model.upsell',
          range: { start: { line: 0, character: 0 }, end: { line: 2, character: 1 } },
        },
      },
      {
        name: 'calls',
        kind: SymbolKind.Method,
        containerName: 'c',
        location: {
          uri: 'file:///workspace/model.upsell',
          range: { start: { line: 1, character: 2 }, end: { line: 1, character: 21 } },
        },
      },
    ]);
  });
});
