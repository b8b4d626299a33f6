/** A stretch of a file's text: UTF-16 offsets into the text as it was given, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
