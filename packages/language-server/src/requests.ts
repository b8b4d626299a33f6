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
/** Server to client, a request, where the server has no disk: `ReadFileParams`, answered with `ReadFileResult`. */
export const READ_FILE = 'upsell/readFile';
/** Server to client, a request, where the server has no disk: `ListFilesParams`, answered with `ListFilesResult`. */
export const LIST_FILES = 'upsell/listFiles';

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
  /** Of a new scenario: the line of the document on which it begins, from 0. */
  readonly line?: number;
}

/** Server to client, where it has said that it shows one: how the figures of an open document stand, `StatusParams`. */
export const STATUS = 'upsell/status';

/** What a status bar says of an open document. */
export interface StatusParams {
  readonly uri: string;
  readonly kind: 'model' | 'library' | 'withheld';
  /** A few words, such as `35.7 opened/mo · $1.29M in 12 mo`. */
  readonly text: string;
  /** A sentence on what is evaluated, or why nothing is. */
  readonly detail: string;
}

/** Client to server, a request: `ExpectationsParams`, answered with `ModelExpectations[]`. */
export const EXPECTATIONS = 'upsell/expectations';

/** The models whose expectations are asked for; all of the workspace where none is named. */
export interface ExpectationsParams {
  readonly uris?: readonly string[];
}

/** The expectations of a model and of its scenarios, in the order of the text; a model without any is left out. */
export interface ModelExpectations {
  readonly uri: string;
  readonly title: string;
  readonly expectations: readonly ExpectationOutcome[];
}

/** One `expect`, and how its test went. Lines and characters count from 0. */
export interface ExpectationOutcome {
  /** The same as long as its scenario and its label are, or its text where it has no label. */
  readonly id: string;
  readonly label: string;
  /** The name of the scenario that it stands in. */
  readonly scenario?: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  /** `unknown` where an error in the model withholds what is compared. */
  readonly verdict: 'holds' | 'fails' | 'unknown';
  /** What came of it, in a line. */
  readonly line: string;
  /** Where it does not hold: a sentence, and what its sides are made of, as text; where that is not known: why. */
  readonly message?: string;
}

/** Client to server, a request: the text of a new model, `StarterModelResult`. */
export const STARTER_MODEL = 'upsell/starterModel';

/** A model of sample numbers that begins this month. */
export interface StarterModelResult {
  readonly text: string;
}

/** A file whose text is asked for. */
export interface ReadFileParams {
  readonly uri: string;
}

/** The text without a byte-order mark; or why there is none. */
export type ReadFileResult =
  | { readonly text: string }
  | { readonly problem: 'absent' }
  /** `reason` is a clause. */
  | { readonly problem: 'unreadable'; readonly reason: string }
  /** It may be there or not: the client does not look at such a place. */
  | { readonly problem: 'unreachable' };

/** A folder of the workspace whose models are asked for. */
export interface ListFilesParams {
  readonly folder: string;
}

/** The URIs of the `.upsell` files in the folder and below, without hidden and installed ones. */
export interface ListFilesResult {
  readonly uris: readonly string[];
}
