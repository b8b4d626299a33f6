import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';

/** What a benchmark uses of a served VS Code. */
export interface Workbench {
  /** The URL at which a window with this folder and file is opened; `extension` is the folder of the extension. */
  address(window: { readonly folder: string; readonly extension: string; readonly file: string }): string;
  stop(): Promise<void>;
}

/** An empty page in a browser of its own, with a new profile. Rejects where no browser can be had. */
export async function openPage(root: string): Promise<{ page: Page; close(): Promise<void> }> {
  const { openPage } = await tool<{ openPage(): Promise<{ page: Page; close(): Promise<void> }> }>(root, 'browser.mjs');
  return openPage();
}

/** A VS Code that is served on this machine. Rejects where it does not start within a minute. */
export async function startWorkbench(root: string, settings: Record<string, unknown>): Promise<Workbench> {
  const { startServer } = await tool<{ startServer(options: object): Promise<Workbench> }>(root, 'vscode-server.mjs');
  return startServer({ settings });
}

/** The absolute path of a copy of `examples/`, which lasts as long as this process. */
export async function copyExamples(root: string): Promise<string> {
  const { copyWorkspace } = await tool<{ copyWorkspace(): { folder: string } }>(root, 'editor-workspace.mjs');
  return copyWorkspace().folder;
}

/** Loaded as it stands, not bundled: these modules find their own files by their own place. */
function tool<T>(root: string, name: string): Promise<T> {
  return import(pathToFileURL(path.join(root, 'packages/tooling/src', name)).href) as Promise<T>;
}
