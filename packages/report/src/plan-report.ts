import { type Drift, type Forecast, isBroken, type Model, monthText } from '@upsell/engine';
import type { Piece } from './document.ts';
import { channelsJson, totalSeriesJson } from './forecast-json.ts';
import { countText, moneyText } from './numbers.ts';

/** An assumption as a plan of record keeps it. */
export interface PlannedAssumption {
  /** `tickets.conversion`, `closing.win rate`. */
  readonly path: string;
  readonly owner: string | undefined;
  /** Each step as the text has it. */
  readonly steps: readonly { readonly value: string; readonly from?: string; readonly provenance?: string }[];
}

/**
 * What a plan of record holds (actuals.md, 2): the evaluated plan by channel and month, the assumptions, and the hash of each text that
 * it was made from. Nothing in it depends on when or where it was made.
 */
export function planContent(
  model: Model,
  forecast: Forecast,
  assumptions: readonly PlannedAssumption[],
  texts: readonly { readonly file: string; readonly sha256: string }[],
): Readonly<Record<string, unknown>> {
  return {
    model: {
      title: model.title,
      currency: model.currency ?? '',
      start: monthText(model.start),
      months: model.months,
      fiscalYearStart: model.fiscalYearStart,
      closing: isBroken(model.closing) ? null : model.closing.kind,
    },
    texts,
    channels: channelsJson(forecast),
    total: totalSeriesJson(forecast.total),
    assumptions: assumptions.map(({ path, owner, steps }) => ({
      path,
      owner: owner ?? null,
      steps: steps.map(({ value, from, provenance }) => ({
        value,
        from: from ?? null,
        provenance: provenance ?? null,
      })),
    })),
  };
}

/** How far a model has moved from its plan, for people; where the plan `isReplaced`, how far the new one is from it. */
export function driftReport(drift: Drift, model: Model, isReplaced = false): readonly Piece[] {
  const { isOther, moved } = drift;
  if (isReplaced) {
    const text = isOther
      ? 'The plan that was there before has another period or currency.'
      : 'The plan that was there before had other figures:';
    return [{ kind: 'text', text }, ...movedPieces(drift, model, ['Before', 'Now'])];
  }
  const text = isOther
    ? 'The plan of record has another period or currency than the model: lock it again when that is agreed.'
    : moved.length === 0
      ? 'The model is where its plan of record has it.'
      : 'The model has moved from its plan of record:';
  return [
    { kind: 'title', text: model.title || 'Model' },
    { kind: 'text', text },
    ...movedPieces(drift, model, ['Plan', 'Model']),
  ];
}

/** Nothing where nothing has moved, or nothing can be compared. */
function movedPieces(
  { moved }: Drift,
  { currency }: Model,
  sides: readonly [plan: string, model: string],
): readonly Piece[] {
  if (moved.length === 0) return [];
  const text = (value: number | undefined, metric: string) =>
    value === undefined ? '-' : metric === 'revenue' ? moneyText(value, currency) : countText(value);
  const change = (plan: number | undefined, model: number | undefined, metric: string) => {
    const by = (model ?? 0) - (plan ?? 0);
    const shown = text(by, metric);
    return by > 0 && /[1-9]/.test(shown) ? `+${shown}` : shown;
  };
  const rows = moved.map(({ channel, metric, plan, model }) => [
    channel ?? 'Total',
    metric,
    text(plan, metric),
    text(model, metric),
    change(plan, model, metric),
  ]);
  const isWithinMonths = rows.every((cells) => !/[1-9]/.test(cells.at(-1) ?? ''));
  return [
    { kind: 'table', left: 2, names: 1, rows: [['Channel', 'Figure', ...sides, 'Change'], ...rows] },
    ...(isWithinMonths
      ? [{ kind: 'text', text: 'The totals are the same: what has moved is when it happens.' } as const]
      : []),
  ];
}

/** The object of `upsell lock --check --json`, schema upsell/drift@1. */
export const driftJson = (
  file: string,
  plan: string,
  { isMoved, isOther, moved }: Drift,
): Readonly<Record<string, unknown>> => ({
  schema: 'upsell/drift@1',
  file,
  plan,
  moved: isMoved,
  comparable: !isOther,
  differences: moved.map(({ channel, metric, plan: before, model }) => ({
    channel: channel ?? null,
    metric,
    plan: before ?? null,
    model: model ?? null,
  })),
});
