import { monthOf, type Planned, type PlanOfRecord } from '@upsell/engine';

/** A plan of record; or why there is none: its content no longer fits its hash, or it is not what `upsell lock` writes. */
export type ReadPlan =
  | { readonly plan: PlanOfRecord }
  | { readonly problem: 'absent' | 'tampered' | 'unreadable'; readonly reason?: string };

/** What a file of schema upsell/plan@1 holds (actuals.md, 2). Series run over the months of the model. */
export interface PlanContent {
  readonly model: {
    readonly title: string;
    readonly currency: string;
    /** `2026-02`. */
    readonly start: string;
    readonly months: number;
  };
  readonly channels: readonly PlanChannel[];
}

type PlanSeries = 'touches' | 'opened' | 'closed' | 'won' | 'revenue';

interface PlanChannel extends Readonly<Record<PlanSeries, readonly number[]>> {
  readonly name: string;
  readonly title: string | null;
  readonly layer: 'foundation' | 'leverage' | null;
  readonly source: string | null;
  readonly owner: string | null;
}

export const PLAN_SCHEMA = 'upsell/plan@1';

/** What the hash of a plan is made of: its content as JSON without any white space, whatever the file's is. */
export const hashedText = (content: unknown): string => JSON.stringify(content);

/** The plan of record that a file's text holds; `sha256` gives the hash of a text as hexadecimal digits. Never throws for a text. */
export function readPlan(text: string, sha256: (text: string) => string): ReadPlan {
  let file: unknown;
  try {
    // An open document has the byte-order mark that reading the disk takes away.
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return unreadable('it is not JSON');
  }
  if (!isObject(file)) return unreadable('it is not a plan that `upsell lock` wrote');
  const { schema, sha256: hash, content } = file;
  if (schema !== PLAN_SCHEMA)
    return unreadable(typeof schema === 'string' ? `its schema is not ${PLAN_SCHEMA}` : 'it has no schema');
  const isWhole = typeof hash === 'string' && content !== undefined;
  if (!isWhole || sha256(hashedText(content)) !== hash) return { problem: 'tampered' };
  return isContent(content) ? { plan: planOf(content) } : unreadable('its content is not complete');
}

const unreadable = (reason: string): ReadPlan => ({ problem: 'unreadable', reason });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for what `upsell lock` writes; a hash that fits says nothing of who wrote it. */
function isContent(content: unknown): content is PlanContent {
  if (!isObject(content) || !isObject(content['model']) || !Array.isArray(content['channels'])) return false;
  const { title, currency, start, months } = content['model'];
  const isDated = typeof start === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(start);
  if (typeof title !== 'string' || typeof currency !== 'string' || !isDated) return false;
  if (typeof months !== 'number' || !Number.isInteger(months) || months < 1 || months > MOST_MONTHS) return false;
  return content['channels'].every((channel) => isChannel(channel, months));
}

const MOST_MONTHS = 600;

const isChannel = (channel: unknown, months: number): channel is PlanChannel =>
  isObject(channel) &&
  typeof channel['name'] === 'string' &&
  ['title', 'layer', 'source', 'owner'].every((field) => isTextOrNull(channel[field])) &&
  SERIES.every((series) => isSeries(channel[series], months));

const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

const isSeries = (value: unknown, months: number): boolean =>
  Array.isArray(value) &&
  value.length === months &&
  value.every((one) => typeof one === 'number' && Number.isFinite(one));

const SERIES: readonly PlanSeries[] = ['touches', 'opened', 'closed', 'won', 'revenue'];

function planOf({ model: { title, currency, start, months }, channels }: PlanContent): PlanOfRecord {
  return {
    title,
    currency,
    start: monthOf(Number(start.slice(0, 4)), Number(start.slice(5))),
    months,
    channels: channels.map(
      ({ name, title, layer, source, owner, ...series }): Planned => ({
        channel: {
          name,
          title: title ?? undefined,
          layer: layer ?? undefined,
          source: source ?? undefined,
          owner: owner ?? undefined,
        },
        touches: Float64Array.from(series.touches),
        opened: Float64Array.from(series.opened),
        closed: Float64Array.from(series.closed),
        won: Float64Array.from(series.won),
        revenue: Float64Array.from(series.revenue),
      }),
    ),
  };
}
