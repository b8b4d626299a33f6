import type { PackedInput } from '@upsell/report';

/*
 * What a client and the server say to each other beyond the protocol: data only. Names are those of the methods.
 */

/** Client to server: a preview of a document is open, and is to be sent what it shows; again, when it has missed something. */
export const WATCH_PREVIEW = 'upsell/watchPreview';
/** Client to server: the preview of a document is closed. */
export const UNWATCH_PREVIEW = 'upsell/unwatchPreview';
/** Server to client: what a preview shows, `PreviewParams`. */
export const PREVIEW = 'upsell/preview';
/** Client to server, a request: `WriteTurnsParams`, answered with `WriteTurnsResult`. */
export const WRITE_TURNS = 'upsell/writeTurns';

/** A document whose preview is meant. */
export interface PreviewOf {
  readonly uri: string;
}

export type PreviewParams = PreviewOf &
  (
    | {
        /** Counts what was sent of this document since its preview was opened. */
        readonly count: number;
        /** False where it goes on from what was sent before. */
        readonly isWhole: boolean;
        readonly input: PackedInput;
        /** The URIs of the files that places stand in. */
        readonly files: readonly string[];
      }
    | {
        /** Why there is nothing to show: a sentence. */
        readonly reason: string;
      }
  );

/** Writes turned assumptions into the model: as new values, or as a scenario. */
export interface WriteTurnsParams extends PreviewOf {
  readonly as: 'edit' | 'scenario';
  readonly turns: readonly { readonly path: string; readonly factor: number }[];
}

/** Whether the client has made the edit; a sentence where it is not possible. */
export interface WriteTurnsResult {
  readonly isWritten: boolean;
  readonly reason?: string;
}
