import { monthsText, monthText, type TrueUp } from '@upsell/engine';
import type { Piece } from './document.ts';
import { decimals, measuredRateText, moneyText, preciseRateText } from './numbers.ts';

/** A true-up with what the text says of it. */
export interface ProposedTrueUp {
  readonly trueUp: TrueUp;
  readonly owner: string | undefined;
  /** The step that would be added, as it is written: absent where nothing is to be added. */
  readonly written: string | undefined;
  /** Where the number stands: `acme.upsell:40`. */
  readonly place: string | undefined;
  /** True where the edit has been made. */
  readonly isMade: boolean;
}

/** What could be trued up, and what there is not enough of yet, for people (variance.md, 4). */
export function trueUpReport(
  title: string,
  all: readonly ProposedTrueUp[],
  currency: string | undefined,
): readonly Piece[] {
  if (all.length === 0)
    return [
      { kind: 'title', text: title },
      {
        kind: 'text',
        text: 'There is nothing to true up: it takes a whole month of actuals, and a month of the period after it.',
      },
    ];
  const windows = all.map(({ trueUp }) => monthsText(trueUp.evidence.from, trueUp.evidence.to));
  const [window = ''] = windows;
  // Nearly always the months are the same for all: then they stand above the table, once.
  const isOneWindow = windows.every((one) => one === window);
  const months = (text: string): readonly string[] => (isOneWindow ? [] : [text]);
  const header = ['Channel', 'Owner', 'Number', 'Model', 'Actual', 'Counts', ...months('Months'), 'Verdict'];
  const rows = all.map(({ trueUp, owner }, i) => [
    trueUp.channel ?? 'closing',
    owner ?? '',
    trueUp.of,
    trueUp.planned === undefined ? '-' : amountText(trueUp, trueUp.planned, currency),
    amountText(trueUp, trueUp.value, currency, measuredRateText),
    countsText(trueUp),
    ...months(windows[i] as string),
    trueUp.judgement?.verdict ?? '',
  ]);
  const edits = all.filter(({ written }) => written !== undefined);
  const waiting = all.filter(({ trueUp }) => !trueUp.isUsable);
  const made = edits.filter(({ isMade }) => isMade);
  const open = edits.filter(({ isMade }) => !isMade);
  return [
    { kind: 'title', text: title },
    {
      kind: 'text',
      text: `What the last whole months measured${isOneWindow ? `, ${window}` : ''}, beside what the model has after them`,
    },
    { kind: 'table', left: 3, names: 2, rows: [header, ...rows] },
    ...(edits.length === 0
      ? [
          {
            kind: 'text',
            text: 'Nothing is to be changed: the model says what was measured, or what was decided since, or there is not enough to go by.',
          } as const,
        ]
      : [
          ...listed('Written', made.map(editText)),
          ...listed('To write (`upsell trueup --write`)', open.map(editText)),
          ...(edits.some(({ trueUp }) => isUntold(trueUp)) ? [{ kind: 'text', text: UNTOLD } as const] : []),
        ]),
    ...listed(
      'Not enough yet',
      waiting.map(({ trueUp }) => missingText(trueUp)),
    ),
  ];
}

/** True where the difference to the model may be chance. */
const isUntold = ({ judgement }: TrueUp): boolean => judgement !== undefined && judgement.verdict !== 'signal';

const UNTOLD =
  'A number is trued up by how much was counted, from 10 opened or won on: newer evidence takes the place of older. The verdict is about something else, whether the difference is more than chance. Only a signal says that the model was wrong.';

/** A list under its heading; nothing where there is nothing to list. */
const listed = (text: string, items: readonly string[]): readonly Piece[] =>
  items.length === 0
    ? []
    : [
        { kind: 'heading', text },
        { kind: 'list', items },
      ];

/** `conversion of tickets`; the closing model's own without a channel. */
const nameText = ({ of, channel }: TrueUp): string => (channel === undefined ? of : `${of} of ${channel}`);

const editText = ({ trueUp, written, place }: ProposedTrueUp): string =>
  `\`${nameText(trueUp)}\`: \`${written}\`${place === undefined ? '' : ` (${place})`}`;

function amountText(
  { of }: TrueUp,
  value: number,
  currency: string | undefined,
  rate: (share: number) => string = preciseRateText,
): string {
  if (of === 'deal size') return moneyText(value, currency);
  return of === 'volume' ? `${decimals(value, 0)}/mo` : rate(value);
}

/** What the actual is a ratio of: `19 of 640`. */
function countsText({ of, over, under, isAgeAdjusted }: TrueUp): string {
  if (of === 'volume') return `${decimals(over, 0)} in ${under} mo`;
  if (of === 'deal size') return `${decimals(under, 0)} won`;
  return `${decimals(over, 0)} of ${decimals(under, isAgeAdjusted ? 1 : 0)}${isAgeAdjusted ? ' due' : ''}`;
}

function missingText(trueUp: TrueUp): string {
  const { of, over, value, touchesMissing } = trueUp;
  const name = `\`${nameText(trueUp)}\``;
  if (of === 'conversion' && touchesMissing !== undefined)
    return `${name}: ${decimals(over, 0)} opened of the 10 that it takes, about ${decimals(touchesMissing, 0)} more touches.`;
  if (of === 'conversion' && over < 10) return `${name}: ${decimals(over, 0)} opened of the 10 that it takes.`;
  if (of === 'conversion') return `${name}: more was opened than was touched; look at \`touches\` in the actuals.`;
  const won = of === 'deal size' ? trueUp.under : over;
  if (won < 10) return `${name}: ${decimals(won, 0)} won of the 10 that it takes.`;
  return of === 'deal size'
    ? `${name}: what was won comes to ${value === 0 ? 'nothing' : 'less than nothing'}; look at \`revenue\` in the actuals.`
    : `${name}: more was won than was closed; look at \`won\` and \`closed\` in the actuals.`;
}

/** The object of `upsell trueup --json`, schema upsell/trueup@1. What is absent is null; shares are fractions of 1. */
export const trueUpJson = (file: string, all: readonly ProposedTrueUp[]): Readonly<Record<string, unknown>> => ({
  schema: 'upsell/trueup@1',
  file,
  trueUps: all.map(({ trueUp, owner, written, place, isMade }) => ({
    number: trueUp.of,
    channel: trueUp.channel ?? null,
    owner: owner ?? null,
    evidence: { from: monthText(trueUp.evidence.from), to: monthText(trueUp.evidence.to) },
    from: monthText(trueUp.from),
    model: trueUp.planned ?? null,
    actual: trueUp.value,
    counts: { over: trueUp.over, under: trueUp.under, ageAdjusted: trueUp.isAgeAdjusted ?? false },
    believed: trueUp.believed ?? null,
    usable: trueUp.isUsable,
    touchesMissing: trueUp.touchesMissing ?? null,
    verdict: trueUp.judgement
      ? {
          verdict: trueUp.judgement.verdict,
          p: trueUp.judgement.p ?? null,
          q: trueUp.judgement.q ?? null,
          ratio: trueUp.judgement.ratio ?? null,
        }
      : null,
    edit: written ?? null,
    at: place ?? null,
    written: isMade,
  })),
});
