import type { PackedInput, Turn } from '@upsell/report';

/*
 * What the preview and its host say to each other: data only. Each side checks what it is sent.
 */

/** What the host's page says until the app has something to show. */
export const LOADING = 'Reading the model';

/** What the host says. */
export type HostMessage =
  | {
      readonly type: 'update';
      /** Counts what was sent; an update that is not whole goes on from the one before. */
      readonly count: number;
      readonly isWhole: boolean;
      readonly input: PackedInput;
    }
  /** Where the cursor stands in a file of the model, by its index; lines from 1. */
  | { readonly type: 'cursor'; readonly file: number; readonly line: number }
  /** What was to be written has been, or has not. */
  | { readonly type: 'written'; readonly isWritten: boolean }
  /** The model cannot be shown: a sentence says why. */
  | { readonly type: 'nothing'; readonly reason: string };

/** What the preview says. */
export type PreviewMessage =
  /** It has been loaded, or has missed something: all of the model is wanted. */
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly file: number; readonly line: number }
  /** Write turned assumptions into the model. */
  | { readonly type: 'write'; readonly as: WriteAs; readonly turns: readonly Turn[] };

/** As the new values of the numbers themselves, or as a scenario beside them. */
export type WriteAs = 'edit' | 'scenario';

/** A message of the host, or undefined for anything else. */
export function readHostMessage(value: unknown): HostMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { type } = value;
  if (type === 'update') {
    const { count, isWhole, input } = value;
    return isCount(count) && typeof isWhole === 'boolean' && isRecord(input) ? (value as HostMessage) : undefined;
  }
  if (type === 'cursor') return isPlace(value) ? (value as HostMessage) : undefined;
  if (type === 'written') return typeof value['isWritten'] === 'boolean' ? (value as HostMessage) : undefined;
  return type === 'nothing' && typeof value['reason'] === 'string' ? (value as HostMessage) : undefined;
}

/** A message of the preview, or undefined for anything else. */
export function readPreviewMessage(value: unknown): PreviewMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { type } = value;
  if (type === 'ready') return { type };
  if (type === 'reveal') return isPlace(value) ? { type, file: value.file, line: value.line } : undefined;
  if (type !== 'write') return undefined;
  const { as, turns } = value;
  if ((as !== 'edit' && as !== 'scenario') || !Array.isArray(turns) || turns.length === 0) return undefined;
  const read = turns.flatMap((turn) => readTurn(turn) ?? []);
  const paths = new Set(read.map(({ path }) => path));
  return paths.size === turns.length ? { type, as, turns: read } : undefined;
}

/** A path is names with points between, and spaces in none; each is turned once. */
function readTurn(value: unknown): Turn | undefined {
  if (!isRecord(value)) return undefined;
  const { path, factor } = value;
  if (typeof path !== 'string' || !/^\w+(\.\w+){0,2}$/.test(path)) return undefined;
  return typeof factor === 'number' && Number.isFinite(factor) && factor >= 0 ? { path, factor } : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isPlace = (
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & { readonly file: number; readonly line: number } =>
  isCount(value['file']) && isCount(value['line']);
