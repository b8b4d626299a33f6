/** What lies in the workspace, by URIs. */
export interface FilesAround {
  /** Files that can be imported, and models that can be included. */
  libraries(): readonly string[];
  models(): readonly string[];
  /** Folders of actuals. */
  actuals(): readonly string[];
  /** Plans of record. */
  plans(): readonly string[];
}
