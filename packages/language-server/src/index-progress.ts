import type { Connection } from 'vscode-languageserver';

/**
 * A function that shows how many files of how many are read, where the client shows such things; what is read in one go is not
 * worth it.
 */
export function indexProgress({ window }: Connection): (read: number, all: number) => void {
  let shown: ReturnType<typeof begin> | undefined;
  let percent = 0;
  const begin = async () => {
    const reporter = await window.createWorkDoneProgress();
    reporter.begin('Upsell: reading the workspace', 0);
    return reporter;
  };
  return (read, all) => {
    if (!shown && read < all) {
      percent = 0;
      shown = begin();
      // A client that offers progress and then refuses it gets none.
      shown.catch(() => {});
    }
    const now = Math.floor((100 * read) / all);
    if (now > percent) shown?.then((reporter) => reporter.report(now)).catch(() => {});
    percent = now;
    if (read < all) return;
    shown?.then((reporter) => reporter.done()).catch(() => {});
    shown = undefined;
  };
}
