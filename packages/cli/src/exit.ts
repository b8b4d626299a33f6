/** Exit codes, the same for every verb. */
export const EXIT = {
  fine: 0,
  /** The command ran and found what it looks for. */
  found: 1,
  /** It could not run, or not whole. */
  couldNotRun: 2,
  bug: 70,
} as const;
