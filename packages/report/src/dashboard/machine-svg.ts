import { type Month, monthsText, monthText } from '@upsell/engine';
import { countText, decimals, shortMoneyText, signedText } from '../numbers.ts';
import { missingText, shortValueText } from '../value-text.ts';
import type { Board } from './board.ts';
import { errorText } from './error-text.ts';
import type { Shown } from './figure.ts';
import type { CellActual, Machine, MachineCell, MachineRow } from './grid.ts';
import { type Headline, headlineOf } from './headline.ts';
import { machineOf, monthsToShow, showsActuals } from './machine.ts';

/**
 * The first screen as a picture: the headline, and channel by month. It is SVG with a style of its own, light or dark as the reader's
 * system is, and holds nothing that could run or be fetched.
 */
export function machineSvg(board: Board): string {
  const { model } = board.input;
  const { currency } = model;
  const machine = machineOf(board);
  const { months: period, groups, total, toDate } = machine;
  const shown = monthsToShow(total, MOST_MONTHS);
  const months = shown.map((m) => period[m] as Month);
  const rows = groups.flatMap(({ layer, rows: own, subtotal }) => [
    ...own.map((row): Drawn => ({ row, name: row.title, isSum: false })),
    ...(subtotal ? [{ row: subtotal, name: LAYERS[layer ?? ''] ?? '', isSum: true }] : []),
  ]);
  const all: readonly Drawn[] = [...rows, { row: total, name: 'Total', isSum: true }];
  const month = widthFor(
    all.flatMap(({ row: { cells } }) => shown.map((m) => cells[m] as MachineCell)),
    LEAST_MONTH,
  );
  const sum = widthFor(
    all.map(({ row }) => ({ actual: row.toDate, shown: row.shown })),
    LEAST_SUM,
  );
  const table = NAME + OWNER + months.length * month + (toDate ? 3 : 2) * sum;
  const width = Math.max(table, LEAST_WIDTH) + 2 * MARGIN;
  const top = MARGIN + HEAD;
  const height = top + HEADER + all.length * ROW + MARGIN + FOOT;
  const place: Places = { currency, hasToDate: toDate !== undefined, shown, month, sum };
  const title = `${model.title || 'Model'}: opened opportunities by channel and month`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(description(all, months))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="background" width="${width}" height="${height}"/>`,
    text(MARGIN, MARGIN + 20, 'title', cut(model.title || 'Model', 60)),
    ...headlineTexts(
      headlineOf(board),
      currency,
      model.broken ? '' : monthsText(model.start, model.start + model.months - 1),
      width - 2 * MARGIN,
      errorText(board),
    ),
    ...headerTexts(top, months, place),
    ...all.flatMap((drawn, i) => rowOf(drawn, top + HEADER + i * ROW, place)),
    text(MARGIN, height - MARGIN, 'faint', keyText(machine, shown)),
    '</svg>',
    '',
  ].join('\n');
}

interface Drawn {
  readonly row: MachineRow;
  readonly name: string;
  readonly isSum: boolean;
}

interface Places {
  readonly currency: string | undefined;
  readonly hasToDate: boolean;
  /** The months that have a column, by their index. */
  readonly shown: readonly number[];
  /** The width of a month's column. */
  readonly month: number;
  /** The width of a column of sums. */
  readonly sum: number;
}

const LAYERS: Readonly<Record<string, string>> = { foundation: 'Foundation together', leverage: 'Leverage together' };
const KEY =
  'Large: what happened. Small: what was planned, and the difference. Framed, with a diamond: a signal, more than chance explains.';
/** The usual width of a letter: of the line of facts, of text, and of what is small. */
const [FACT, LETTER, SMALL] = [7.6, 6.7, 6.2];
const [MARGIN, NAME, OWNER, LEAST_MONTH, LEAST_SUM, ROW, HEADER, HEAD, FOOT, LEAST_WIDTH] = [
  24, 184, 96, 66, 84, 40, 30, 92, 24, 860,
];
/** A picture that is wider nobody reads. */
const MOST_MONTHS = 36;

function keyText(machine: Machine, shown: readonly number[]): string {
  const { length } = machine.months;
  const left = shown.length < length ? `${shown.length} of ${length} months; totals are of all.` : '';
  return [left, showsActuals(machine) ? KEY : ''].filter(Boolean).join(' ');
}

/** Wide enough for what stands small in the cells of a column. */
const widthFor = (cells: readonly Pick<MachineCell, 'actual' | 'shown'>[], least: number): number =>
  cells.reduce((most, { actual, shown }) => {
    const letters = actual ? `${countText(actual.shown)} ${changeText(actual)}`.length : numberText(shown).length + 1;
    return Math.max(most, Math.ceil(letters * SMALL) + 12);
  }, least);

function headlineTexts(
  { opened, revenue, net, durable, plan, reforecast, targets }: Headline,
  currency: string | undefined,
  period: string,
  width: number,
  error: string | undefined,
): readonly string[] {
  const money = (value: Shown) => (value === null ? 'withheld' : shortMoneyText(value, currency));
  const facts = [
    `${opened === null ? 'withheld' : countText(opened)} opened a month`,
    `${money(revenue)} revenue`,
    ...(net === undefined ? [] : [`${money(net)} net, ${money(durable ?? null)} durable`]),
    ...(plan === undefined ? [] : [`plan ${money(plan)}`]),
    ...(reforecast ? [`re-forecast ${money(reforecast.value)}`] : []),
  ];
  const goals = targets.map(({ text: statement, value, gap, kind }) => {
    const shown = value === null ? 'not known' : shortValueText(value, kind, currency);
    const missing = gap === null ? '' : gap > 0 ? `, ${missingText(gap, kind, currency)} missing` : ', reached';
    return `${statement}: ${shown}${missing}`;
  });
  return [
    text(MARGIN, MARGIN + 44, 'fact', cut([period, ...facts].filter(Boolean).join('  ·  '), Math.floor(width / FACT))),
    text(MARGIN, MARGIN + 66, 'faint', cut(error ?? goals.join('  ·  '), Math.floor(width / LETTER))),
  ];
}

function headerTexts(y: number, months: readonly Month[], place: Places): readonly string[] {
  const names = [...months.map(monthText), ...(place.hasToDate ? ['To date'] : []), 'Total', 'Revenue'];
  return [
    text(MARGIN, y + 18, 'head', 'Channel'),
    text(MARGIN + NAME, y + 18, 'head', 'Owner'),
    ...names.map((name, i) => text(right(i, place), y + 18, 'head end', name)),
    `<line class="rule" x1="${MARGIN}" x2="${right(names.length - 1, place) + 6}" y1="${y + HEADER - 2}" y2="${y + HEADER - 2}"/>`,
  ];
}

/** The right end of a column of numbers, by its index: the months first. */
const right = (i: number, { shown: { length: months }, month, sum }: Places): number =>
  MARGIN + NAME + OWNER + Math.min(i + 1, months) * month + Math.max(0, i - months + 1) * sum - 6;

function rowOf({ row, name, isSum }: Drawn, y: number, place: Places): readonly string[] {
  const { currency, hasToDate, shown, month, sum } = place;
  const { owner = '', cells, toDate, shown: whole, revenue } = row;
  const strong = isSum ? ' strong' : '';
  const columns = shown.map((m, i) => ({ x: right(i, place), width: month, ...(cells[m] as MachineCell) }));
  const last = shown.length + (hasToDate ? 1 : 0);
  return [
    ...(isSum
      ? [
          `<rect class="sum" x="${MARGIN - 8}" y="${y}" width="${right(last + 1, place) - MARGIN + 16}" height="${ROW}"/>`,
        ]
      : []),
    text(MARGIN, y + 18, `name${strong}`, cut(name, 24)),
    text(MARGIN + NAME, y + 18, 'faint', isSum ? '' : cut(owner, 14)),
    ...columns.flatMap(({ x, width, actual, shown: planned }) =>
      actual
        ? actualTexts(x, y, width, actual)
        : [text(x, y + 18, `end${isSum ? strong : ' faint'}`, numberText(planned))],
    ),
    ...(toDate ? actualTexts(right(shown.length, place), y, sum, toDate) : []),
    text(right(last, place), y + 18, `end${strong}`, numberText(whole)),
    text(right(last + 1, place), y + 18, `end${strong}`, revenue === null ? '-' : shortMoneyText(revenue, currency)),
    `<line class="rule" x1="${MARGIN}" x2="${right(last + 1, place) + 6}" y1="${y + ROW}" y2="${y + ROW}"/>`,
  ];
}

function actualTexts(x: number, y: number, width: number, actual: CellActual): readonly string[] {
  const { opened, shown, verdict, isWhole } = actual;
  const change = changeText(actual);
  const side = /[1-9]/.test(change) ? (opened < shown ? ' under' : ' over') : '';
  const isSignal = verdict === 'signal';
  return [
    ...(isSignal
      ? [
          `<rect class="signal${side}" x="${x - width + 8}" y="${y + 2}" width="${width - 4}" height="${ROW - 4}" rx="3"/>`,
        ]
      : []),
    text(x, y + 18, 'end strong', `${isSignal ? '\u25c6 ' : ''}${decimals(opened, 0)}${isWhole ? '' : ' \u25d4'}`),
    `<text class="end small" x="${x}" y="${y + 33}">${countText(shown)} <tspan class="change${side}">${escaped(change)}</tspan></text>`,
  ];
}

const changeText = ({ opened, shown }: CellActual): string => signedText(opened - shown, 1);

const numberText = (value: Shown): string => (value === null ? '-' : countText(value));

const text = (x: number, y: number, kind: string, content: string): string =>
  content === '' ? '' : `<text class="${kind}" x="${x}" y="${y}">${escaped(content)}</text>`;

/** Cut to the room of so many letters; what is not an alphabet takes twice as much. */
function cut(content: string, most: number): string {
  const chars = [...content];
  let room = most;
  const from = chars.findIndex((char) => {
    room -= (char.codePointAt(0) as number) < 0x1100 ? 1 : 2;
    return room < 0;
  });
  return from === -1 ? content : `${chars.slice(0, Math.max(0, from - 1)).join('')}…`;
}

/** No text of a model becomes markup; what no XML may hold, and what turns text around, becomes a sign for it. */
const escaped = (content: string): string =>
  content
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** The picture in words. */
function description(rows: readonly Drawn[], months: readonly Month[]): string {
  const period = months.length === 0 ? '' : ` in ${monthsText(months[0] as Month, months.at(-1) as Month)}`;
  return rows.map(({ row, name }) => `${name}: ${numberText(row.shown)} opened${period}`).join('; ');
}

const STYLE = `
svg{--b:#fff;--t:#1f2328;--f:#57606a;--r:#d0d7de;--s:#f6f8fa;--u:#a8201a;--uf:#fbe3e1;--o:#0b6238;--of:#dcf3e5}
@media(prefers-color-scheme:dark){svg{--b:#16191d;--t:#e6e9ec;--f:#a7b0ba;--r:#3a424b;--s:#20252b;--u:#ff9d94;--uf:#4a2220;--o:#7ddba6;--of:#173a29}}
text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--t)}
.background{fill:var(--b)}.title{font-size:20px;font-weight:600}.fact{font-size:14px}.faint,.small{fill:var(--f)}.small{font-size:11px}
.head,.strong{font-weight:600}.end{text-anchor:end}.rule{stroke:var(--r)}.sum{fill:var(--s)}
.change.under{fill:var(--u)}.change.over{fill:var(--o)}.signal.under{fill:var(--uf);stroke:var(--u)}.signal.over{fill:var(--of);stroke:var(--o)}
`.trim();
