import type { Workbook, WorkbookCell } from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { analyseText } from '../harness/analyse-text.ts';
import { analysedExamples } from '../harness/example.ts';
import { differingCells, nameOf, recalculated, statedValues } from '../harness/recalculate.ts';
import { workbookOf } from '../harness/workbook-of.ts';

const MODEL = `model "Tickets" {
  currency EUR
  period 2026-01 to 2026-06
}

owner support "Support lead"

sources { ticket in_product email not run "Later" }

driver accounts 200 counted 2025-12, 260 from 2026-04 counted 2026-03 by support

closing csm "CSM" {
  owner support
  win rate 25% measured 2025
  deal size €8k to €18k estimated 2025-12
  cycle 50%, 50%
  capacity 8/month
}

foundation channel tickets "Support tickets" {
  source ticket
  owner support
  volume accounts * 4/month counted 2025
  conversion 0.5% estimated 2025-12, 0.6% from 2026-03 measured 2026-01 to 2026-02
}

leverage channel in_product {
  source in_product
  owner support
  volume 100/month growing 2%/month counted 2025
  conversion 1% estimated 2025-12
}

target revenue >= €40k by support
`;

const sheetOf = ({ sheets }: Workbook, name: string) => {
  const sheet = sheets.find((one) => one.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
};

/** The cells of the first row that begins with some text, by their column. */
function row(book: Workbook, sheet: string, label: string, after = ''): ReadonlyMap<string, WorkbookCell> {
  const { cells } = sheetOf(book, sheet);
  const below = after === '' ? 0 : (cells.find(({ column, value }) => column === 0 && value === after)?.row ?? 0);
  const head = cells.find((cell) => cell.column === 0 && cell.row >= below && cell.value === label);
  if (!head) throw new Error(`no row ${label}`);
  return new Map(
    cells.filter((cell) => cell.row === head.row).map((cell) => [nameOf(cell).replace(/\d+/, ''), cell] as const),
  );
}

const formulas = (cells: ReadonlyMap<string, WorkbookCell>, columns: string) =>
  [...columns].map((column) => cells.get(column)?.formula ?? cells.get(column)?.value);

describe('the workbook of a model', () => {
  const analysis = analyseText(MODEL);
  const book = workbookOf(analysis);

  it('has no error to begin with', () => {
    expect(analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has four sheets, with what stays in sight', () => {
    expect(book.sheets.map(({ name, frozen }) => [name, frozen])).toEqual([
      ['Summary', { rows: 0, columns: 0 }],
      ['Machine', { rows: 3, columns: 1 }],
      ['Assumptions', { rows: 3, columns: 1 }],
      ['Flows', { rows: 3, columns: 1 }],
    ]);
    for (const { widths, cells } of book.sheets)
      expect(widths.length).toBeGreaterThan(Math.max(...cells.map(({ column }) => column)));
  });

  it('writes a number once, where it holds from, and months after it refer to it', () => {
    const conversion = row(book, 'Assumptions', 'Conversion', 'Support tickets');
    const at = (conversion.get('A')?.row ?? 0) + 1;
    expect(formulas(conversion, 'FGHIJK')).toEqual([0.005, `F${at}`, 0.006, `H${at}`, `I${at}`, `J${at}`]);
    expect([...'FGH'].map((column) => conversion.get(column)?.look)).toEqual(['input', 'figure', 'input']);
    expect(conversion.get('F')?.format).toBe('0.0##%');
    expect(conversion.get('C')?.value).toBe('support');
    expect(conversion.get('D')?.value).toBe('0.5% estimated 2025-12\n0.6% from 2026-03 measured 2026-01 to 2026-02');
    expect(conversion.get('E')?.value).toBe('0:24\n0:24');
  });

  it('lets a number grow from the month before', () => {
    const volume = row(book, 'Assumptions', 'Volume', 'in_product');
    const at = (volume.get('A')?.row ?? 0) + 1;
    expect(formulas(volume, 'FGH')).toEqual([100, `F${at}*(1+G${at + 1})`, `G${at}*(1+H${at + 1})`]);
    expect(formulas(row(book, 'Assumptions', 'growth'), 'FG')).toEqual([0.02, `F${at + 1}`]);
  });

  it('refers to drivers, and to the numbers beside them', () => {
    const driver = row(book, 'Assumptions', 'accounts');
    const volume = row(book, 'Assumptions', 'Volume', 'Support tickets');
    const constant = row(book, 'Assumptions', '4/month');
    const [at, times] = [driver, constant].map((cells) => (cells.get('A')?.row ?? 0) + 1);
    expect(formulas(driver, 'FGI')).toEqual([200, `F${at}`, 260]);
    expect(formulas(constant, 'FG')).toEqual([4, `F${times}`]);
    expect(formulas(volume, 'FG')).toEqual([`F${at}*F${times}`, `G${at}*G${times}`]);
  });

  it('says that a range stands at its expected value', () => {
    const size = row(book, 'Assumptions', 'Deal size').get('F');
    expect(size).toMatchObject({ look: 'input', format: '"€"#,##0;-"€"#,##0' });
    expect(size?.value).toBeCloseTo(12_370.184198, 5);
    expect(size?.note).toMatch(/expected value of a range/);
  });

  it('opens what is touched, and adds it up', () => {
    const opened = row(book, 'Machine', 'Support tickets');
    const touches = row(book, 'Flows', 'Support tickets', 'Touches');
    const conversion = row(book, 'Assumptions', 'Conversion', 'Support tickets');
    const [at, from, rate] = [opened, touches, conversion].map((cells) => (cells.get('A')?.row ?? 0) + 1);
    expect(formulas(opened, 'CDEF')).toEqual([
      `Flows!$E$${from}/6`,
      `IF(Flows!$E$${from}=0,"",$E$${at}/Flows!$E$${from})`,
      `SUM(F${at}:K${at})`,
      `Flows!F${from}*Assumptions!F${rate}`,
    ]);
    const total = row(book, 'Machine', 'All channels');
    expect(total.get('F')?.formula).toBe(`F${(at as number) + 1}+F${(at as number) + 3}`);
  });

  it('works the queue in proportion, and spreads it over the cycle', () => {
    const share = row(book, 'Flows', 'Share worked').get('G');
    expect(share?.formula).toMatch(/^IF\(G(\d+)>0,MIN\(1,G\d+\/G\1\),1\)$/);
    const worked = row(book, 'Flows', 'Support tickets', 'Worked');
    expect(worked.get('G')?.formula).toMatch(/^\(F\d+\+Machine!G\d+\)\*G\d+$/);
    const closed = row(book, 'Flows', 'Support tickets', 'Closed');
    expect(closed.get('K')?.formula).toMatch(/^SUMPRODUCT\(F\d+:K\d+,Assumptions!\$F\$\d+:\$K\$\d+\)$/);
  });

  it('reaches for its targets, and names what it comes to', () => {
    const target = row(book, 'Summary', 'revenue >= €40k');
    expect(target.get('B')).toMatchObject({ look: 'input', value: 40_000 });
    expect(target.get('D')?.format).toBe('0.0##%');
    const { names } = book;
    expect(names.map(({ name }) => name)).toEqual(['Opened', 'Win_rate', 'Won', 'Deal_size', 'Revenue']);
    const revenue = names.find(({ name }) => name === 'Revenue')?.cell.replaceAll('$', '') ?? '';
    expect(statedValues(book).get(revenue)).toBeCloseTo(analysis.forecast.summary.revenue as number, 6);
  });

  it('makes room for large numbers', () => {
    const large = workbookOf(analyseText(MODEL.replace('€8k to €18k', '€1,234,567,890')));
    expect(sheetOf(large, 'Assumptions').widths[5]).toBe('€1,234,567,890'.length + 2);
    expect(sheetOf(book, 'Assumptions').widths[5]).toBe(11);
  });

  it('follows a changed conversion', () => {
    const conversion = row(book, 'Assumptions', 'Conversion', 'Support tickets').get('H') as WorkbookCell;
    const changed = analyseText(MODEL.replace('0.6% from', '1.2% from'));
    const found = recalculated(book, new Map([[`Assumptions!${nameOf(conversion)}`, 0.012]]));
    const revenue = book.names.find(({ name }) => name === 'Revenue')?.cell.replaceAll('$', '') ?? '';
    expect(changed.forecast.summary.revenue).not.toBe(analysis.forecast.summary.revenue);
    expect(found.get(revenue)).toBeCloseTo(changed.forecast.summary.revenue as number, 6);
  });
});

describe('every example', () => {
  for (const { name, analysis } of analysedExamples().filter((one) => one.analysis.program.includes.length === 0))
    it(`${name} comes to what its cells say they have, and those to its forecast`, () => {
      const book = workbookOf(analysis);
      const stated = statedValues(book);
      expect(differingCells(stated, recalculated(book))).toEqual([]);
      const revenue = book.names.find((one) => one.name === 'Revenue')?.cell.replaceAll('$', '') ?? '';
      const { revenue: expected } = analysis.forecast.summary;
      expect(Math.abs((stated.get(revenue) as number) / (expected as number) - 1)).toBeLessThan(1e-9);
    });
});

describe('a model with errors', () => {
  const broken = analyseText(MODEL.replace('conversion 1% estimated', 'conversion 150% estimated'));
  const book = workbookOf(broken);

  it('leaves empty what is withheld, and says why', () => {
    const opened = row(book, 'Machine', 'in_product');
    expect(opened.get('F')).toMatchObject({ value: '', look: 'withheld' });
    expect(opened.get('F')?.note).toMatch(
      /^Withheld because of an error \(rate-above-one\): see line 31 of model\.upsell\./,
    );
    expect(row(book, 'Summary', 'Revenue').get('B')).toMatchObject({ value: '', look: 'withheld' });
  });

  it('shows what is wrong as it is written', () => {
    const conversion = row(book, 'Assumptions', 'Conversion', 'in_product');
    expect(conversion.get('D')?.value).toBe('150% estimated 2025-12');
    expect(conversion.get('F')).toMatchObject({ value: '', look: 'withheld' });
    expect(
      row(book, 'Summary', 'Empty red cells are withheld because of an error: their notes say where it is.').size,
    ).toBe(1);
  });

  it('shows the rest', () => {
    expect(row(book, 'Machine', 'Support tickets').get('F')?.value).toBeCloseTo(4, 9);
    expect(row(book, 'Machine', 'Foundation').get('F')?.formula).toMatch(/^F\d+$/);
  });
});

describe('texts of a model', () => {
  const hostile = ['=HYPERLINK("http://evil.example","x")', '+1+1', '-2+3', '@SUM(A1)', '=1+1', "='[other.xlsx]S'!A1"];
  const [title, closing, tickets, ...others] = hostile;
  const quoted = (text = '') => `"${text.replaceAll('"', '\\"')}"`;
  const text = MODEL.replace('"Tickets"', quoted(title))
    .replace('"CSM"', quoted(closing))
    .replace('"Support tickets"', quoted(tickets))
    .replace('"Support lead"', quoted(others[0]))
    .replace('channel in_product {', `channel in_product ${quoted(others[1])} {`)
    .replace('"Later"', quoted(others[2]));
  const book = workbookOf(analyseText(text));

  it('are texts', () => {
    const cells = book.sheets.flatMap((sheet) => sheet.cells);
    const texts = cells.filter(({ value }) => hostile.includes(String(value)));
    expect(new Set(texts.map(({ value }) => value)).size).toBeGreaterThanOrEqual(3);
    for (const cell of texts) expect(cell.formula).toBeUndefined();
  });

  it('are in no formula: those hold cells, numbers and a few functions', () => {
    const known = /^(IF|SUM|SUMPRODUCT|MIN|MAX)$/;
    for (const { cells, name } of book.sheets)
      for (const { formula } of cells)
        for (const word of formula?.match(/"[^"]*"|[A-Za-z_]+!?|[^A-Za-z_"]/g) ?? []) {
          if (/^[A-Za-z_]+$/.test(word))
            expect(known.test(word) || /^[A-Z]{1,3}$/.test(word), `${name}: ${formula}`).toBe(true);
          else if (word.endsWith('!')) expect(['Machine!', 'Assumptions!', 'Flows!']).toContain(word);
          else expect(word === '""' || /^[-+*/^(),:$.<>=\d]$/.test(word), `${name}: ${formula}`).toBe(true);
        }
  });
});
