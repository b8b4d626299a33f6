import type { Look, Workbook, WorkbookCell, WorkbookSheet } from '@upsell/report';
import { type Cell, type CellStyle, type WriteSheet, writeXlsx as write } from 'hucre/xlsx';

/**
 * The bytes of a workbook as an Office Open XML file, the same ones for the same workbook and day: nothing in it tells when or
 * where it was written.
 */
export function writeXlsx({ title, sheets, names }: Workbook, day: string): Promise<Uint8Array> {
  const date = new Date(`${day}T00:00:00Z`);
  const styles = new Map<string, CellStyle>();
  return write({
    sheets: sheets.map((sheet) => sheetOf(sheet, styles)),
    namedRanges: names.map(({ name, cell }) => ({ name, range: cell })),
    properties: { title, creator: 'Upsell', created: date, modified: date },
    defaultFont: FONT,
  });
}

function sheetOf(sheet: WorkbookSheet, styles: Map<string, CellStyle>): WriteSheet {
  const { name, widths, frozen, cells } = sheet;
  return {
    name,
    columns: widths.map((width) => ({ width })),
    freezePane: frozen,
    view: { showGridLines: false },
    pageSetup: { orientation: 'landscape', paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    rowDefs: heightsOf(cells),
    cells: new Map(cells.map((cell) => [`${cell.row},${cell.column}`, cellOf(cell, styles)])),
  };
}

/** Rows of more than one line of text: not every program makes room for them by itself. */
function heightsOf(cells: readonly WorkbookCell[]): Map<number, { height: number }> {
  const heights = new Map<number, { height: number }>();
  for (const { row, value, look } of cells) {
    const lines = typeof value === 'string' ? value.split('\n').length : 1;
    const height = look === 'title' ? TITLE_HEIGHT : lines * LINE_HEIGHT;
    if (height > (heights.get(row)?.height ?? LINE_HEIGHT)) heights.set(row, { height });
  }
  return heights;
}

/** In points. */
const LINE_HEIGHT = 15;
const TITLE_HEIGHT = 27;

function cellOf({ value, formula, look, format, note }: WorkbookCell, styles: Map<string, CellStyle>): Partial<Cell> {
  const key = `${look} ${format}`;
  const style = styles.get(key) ?? { ...STYLES[look], ...(format && { numFmt: format }) };
  styles.set(key, style);
  const rest = { style, ...(note !== undefined && { comment: { author: 'Upsell', text: note } }) };
  if (formula !== undefined) return { ...rest, type: 'formula', formula, value: null, formulaResult: value ?? '' };
  if (typeof value === 'number') return { ...rest, type: 'number', value };
  // An empty text would hide a longer one in the cell to its left.
  return value === '' || value === null
    ? { ...rest, type: 'empty', value: null }
    : { ...rest, type: 'string', value: literal(value) };
}

/** In texts of the format `_x0041_` is an A: what only looks like it is kept as it is. */
const literal = (text: string): string => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

const FONT = { name: 'Calibri', size: 11 };

const INK = { rgb: '1F2933' };
const MUTED = { rgb: '66727F' };
const BRAND = { rgb: '0A4F57' };
const INPUT = { rgb: '0000FF' };
const fill = (rgb: string): CellStyle => ({ fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } } });
const line = (style: 'thin' | 'medium') => ({ style, color: { rgb: '9FB3B8' } });

const font = (rest: NonNullable<CellStyle['font']> = {}): CellStyle => ({
  font: { ...FONT, color: INK, ...rest },
  alignment: { vertical: 'top' },
});
const SUBTOTAL: CellStyle = { ...font({ bold: true }), border: { top: line('thin') } };
const TOTAL: CellStyle = { ...font({ bold: true }), ...fill('E6EFF0'), border: { top: line('medium') } };
const RIGHT: CellStyle = { alignment: { horizontal: 'right', vertical: 'top' } };
const HEADER: CellStyle = { ...font({ bold: true, color: { rgb: 'FFFFFF' } }), ...fill('0A4F57') };

const TEXT = { horizontal: 'left', indent: 1, vertical: 'top' } as const;

const STYLES: Readonly<Record<Look, CellStyle>> = {
  title: font({ bold: true, size: 18, color: BRAND }),
  subtitle: font({ color: MUTED }),
  heading: font({ bold: true, size: 12, color: BRAND }),
  header: { ...HEADER, alignment: TEXT },
  'number header': { ...HEADER, ...RIGHT },
  label: { ...font(), alignment: TEXT },
  'headline label': { ...font({ bold: true }), alignment: TEXT },
  'part label': { ...font({ color: MUTED }), alignment: { ...TEXT, indent: 2 } },
  'subtotal label': { ...SUBTOTAL, alignment: TEXT },
  'total label': { ...TOTAL, alignment: TEXT },
  text: { ...font({ color: MUTED }), alignment: TEXT },
  'several lines': { ...font({ color: MUTED }), alignment: { ...TEXT, wrapText: true } },
  input: { ...font({ color: INPUT }), ...fill('EEF4FF') },
  figure: font(),
  headline: font({ bold: true }),
  part: font({ color: MUTED }),
  subtotal: SUBTOTAL,
  total: TOTAL,
  withheld: fill('FBE3E4'),
};
