import type { Model, Span } from '@upsell/engine';

/** How far the text of a model's declarations has moved; spans made of it read it when they are read. */
export interface Origin {
  by: number;
}

/** A copy of a part of a model whose spans are those of the text as it stands, `origin` behind where they stood first. */
export function withLiveSpans<T>(value: T, origin: Origin): T {
  if (Array.isArray(value)) return value.map((item) => withLiveSpans(item, origin)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (isSpan(value)) return liveSpan(value, origin) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withLiveSpans(item, origin)])) as T;
}

const isSpan = (value: object): value is Span => 'file' in value && 'start' in value && 'end' in value;

const liveSpan = ({ file, start, end }: Span, origin: Origin): Span => ({
  file,
  get start() {
    return start + origin.by;
  },
  get end() {
    return end + origin.by;
  },
});

/** The lists of a model whose items move each by itself. */
const LISTS = ['drivers', 'channels', 'scenarios', 'targets', 'expectations'] as const;

/** A model whose declarations move by themselves, with the origin of each. */
export function liveModel(model: Model): { readonly model: Model; readonly origins: readonly Origin[] } {
  const origins: Origin[] = [];
  const live = <T>(value: T): T => {
    const origin = { by: 0 };
    origins.push(origin);
    return withLiveSpans(value, origin);
  };
  const { closing, retention, season } = model;
  const lists = Object.fromEntries(LISTS.map((list) => [list, (model[list] as readonly unknown[]).map(live)]));
  return {
    model: { ...model, ...lists, closing: live(closing), retention: live(retention), season: live(season) },
    origins,
  };
}
