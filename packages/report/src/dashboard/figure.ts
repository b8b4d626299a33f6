import { type Figure, isBroken, type Total } from '@upsell/engine';

/** A figure of a dashboard: null where it is withheld or undefined. */
export type Shown = number | null;

export const shownTotal = (total: Total | undefined): Shown => (typeof total === 'number' ? total : null);

/** A series, or null where it is withheld. */
export const shownSeries = (figure: Figure): readonly number[] | null => (isBroken(figure) ? null : Array.from(figure));
