import type { Board } from '@upsell/report';
import type { ComponentType } from 'preact';
import type { Format } from '../format.ts';
import type { Host, Kept } from '../host.ts';

/** What every screen is given. */
export interface ScreenProps {
  readonly board: Board;
  readonly format: Format;
  readonly host: Host;
  /** The line that the editor's cursor stands in. */
  readonly cursor?: { readonly file: number; readonly line: number };
  readonly kept: Kept;
  keep(kept: Partial<Kept>): void;
}

/** A screen of the preview: a folder of its own, and one entry in the list. */
export interface Screen {
  /** Kept over a reload. */
  readonly name: string;
  readonly title: string;
  readonly component: ComponentType<ScreenProps>;
}
