import { Console } from 'node:console';
import { hash } from 'node:crypto';
import { type Dirent, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isOfAnotherTime, namesItsPath, normalUri } from '@upsell/language';
import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { CONNECTION_OPTIONS } from './cancelled.ts';
import { currentDay, currentMonth } from './current-month.ts';
import { filesByPlace } from './files-by-place.ts';
import { filesOfClient } from './files-of-client.ts';
import { isRecordFile } from './listed-records.ts';
import { isLookedInto } from './looked-into.ts';
import { readTextBeside } from './read-text.node.ts';
import { serve } from './server.ts';
import { startUnoptimized } from './start-unoptimized.node.ts';
import { wholeWrites } from './whole-writes.node.ts';

/** Starts the server on the transport that the command line names; resolves when the client ends it. */
export function startServer(): Promise<void> {
  const connection = process.argv.includes('--stdio')
    ? onStandardStreams()
    : createConnection(ProposedFeatures.all, CONNECTION_OPTIONS);
  const ended = new Promise<void>((resolve) => connection.onExit(() => resolve()));
  let clientReads = false;
  const arriving = filesOfClient(connection, (uri) => clientReads && isElsewhere(uri));
  serve(connection, {
    ...filesByPlace({ read, readBeside, real, reaches, list }, arriving),
    sha256,
    month: currentMonth,
    day: currentDay,
    rulePages: rulePages(),
    arriving,
    onStarted: startUnoptimized(),
    onClient: ({ files }) => {
      clientReads = files;
    },
  });
  return ended;
}

/**
 * True for what stands on no disk, as in a repository that was not cloned, or in a commit of one that was. Beside a new text there is
 * nothing, nor beside one of another time that does not say which.
 */
const isElsewhere = (uri: string): boolean =>
  !/^(?:file|untitled):/.test(uri) && (!isOfAnotherTime(uri) || namesItsPath(uri));

/** Standard output is the protocol's alone: what a library logs goes to standard error. */
function onStandardStreams(): Connection {
  globalThis.console = new Console(process.stderr);
  return createConnection(ProposedFeatures.all, process.stdin, wholeWrites(process.stdout), CONNECTION_OPTIONS);
}

/** Both bundles of the server stand two folders below the pages. */
function rulePages(): string | undefined {
  const folder = join(__dirname, '../../docs/rules');
  return existsSync(folder) ? `${pathToFileURL(folder).href}/` : undefined;
}

function read(uri: string): string | undefined {
  const path = pathOf(uri);
  try {
    // Most of what is asked for is not there: an error is dear, and at a start so is the decoder. A pipe or a device may never end.
    if (path === undefined || !statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    return undefined;
  }
}

function readBeside(uri: string): ReturnType<typeof readTextBeside> {
  const path = pathOf(uri);
  return path === undefined ? undefined : readTextBeside(path);
}

function real(uri: string): string {
  const path = pathOf(uri);
  if (path === undefined) return uri;
  try {
    return normalUri(pathToFileURL(realpathSync.native(path)).href);
  } catch {
    // Of a file that is not there, its folder.
    const folder = uri.slice(0, uri.lastIndexOf('/'));
    return path === dirname(path) ? uri : `${real(folder)}${uri.slice(folder.length)}`;
  }
}

const reaches = (uri: string): boolean => pathOf(uri) !== undefined;

const sha256 = (text: string): string => hash('sha256', text);

/** What cannot be listed is empty. A symbolic link is not followed: it may lead back to where it stands. */
async function list(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const search = async (path: string): Promise<void> => {
    for (const entry of await entriesOf(path)) {
      if (!isLookedInto(entry.name)) continue;
      const at = join(path, entry.name);
      if (entry.isDirectory()) await search(at);
      else if (entry.isFile() && /\.(?:upsell|csv|json)$/.test(entry.name)) found.push(pathToFileURL(at).href);
    }
  };
  const path = pathOf(folder);
  if (path !== undefined) await search(path);
  return found.filter((uri) => uri.endsWith('.upsell') || isRecordFile(uri));
}

const entriesOf = (path: string): Promise<readonly Dirent[]> => readdir(path, { withFileTypes: true }).catch(() => []);

/** Undefined for what is not on a disk. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
