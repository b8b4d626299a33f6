import path from 'node:path';
import { build } from 'esbuild';
import type { BenchOptions } from './bench.ts';
import { jsonText, ROW_SCHEMA } from './json-text.ts';
import { MeasuredServer, type OpenDocument, type ServerSpec } from './measured-server.ts';
import { type ModelShape, modelText, NUMBER } from './model-text.ts';
import { peer } from './peer.ts';

/** A server and the texts that it is measured by. */
export interface Contestant {
  readonly name: string;
  readonly spec: ServerSpec;
  /** The ending of its files, with a point. */
  readonly extension: string;
  text(lines: number): string;
  /** As `numberKeystrokes` takes it. */
  readonly number: RegExp;
  /** What, put in place of the first, makes an error. */
  readonly slip: readonly [right: string, wrong: string];
}

const JSON_SERVER = '4.10.0';

export const upsellServer = (root: string): ServerSpec => ({
  name: 'upsell',
  command: [path.join(root, 'dist/vscode/server.cjs'), '--stdio'],
  languageId: 'upsell',
});

/** Our server on models of one shape. */
export const upsell = (root: string, shape: ModelShape = {}, name = 'upsell'): Contestant => ({
  name,
  spec: upsellServer(root),
  text: (lines) => modelText(lines, shape),
  ...OUR_TEXTS,
});

const OUR_TEXTS = {
  extension: '.upsell',
  number: NUMBER,
  slip: ['initiated by', 'initiated for'],
} as const;

/** The yardstick: our grammar on Langium's stock services. */
export const bareLangium = (root: string): Promise<Contestant> => ofBenches(root, 'bare-langium', 'bare Langium');

/** The floor: a server on the same library that reads and computes nothing. */
export const protocolAlone = (root: string): Promise<Contestant> =>
  ofBenches(root, 'protocol-alone', 'the protocol alone');

/** A server that stands beside the benchmarks, on our texts. */
async function ofBenches(root: string, file: string, name: string): Promise<Contestant> {
  const outfile = path.join(root, `dist/bench/${file}.cjs`);
  await build({
    entryPoints: [path.join(root, `tests/bench/${file}.ts`)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
  });
  return { ...upsell(root), name, spec: { name, command: [outfile, '--stdio'], languageId: 'upsell' } };
}

/** VS Code's own JSON server on JSON with a schema; nobody, with a sentence on stderr, where it cannot be installed. */
export function jsonServer(options: BenchOptions): readonly Contestant[] {
  const folder = peer('vscode-langservers-extracted', JSON_SERVER, options);
  if (!folder) return [];
  const bin = path.join(folder, 'bin/vscode-json-language-server');
  const schema = { fileMatch: ['*.json'], url: 'file:///bench/schema.json', schema: ROW_SCHEMA };
  return [
    {
      name: 'VS Code JSON',
      spec: {
        name: 'VS Code JSON',
        command: [bin, '--stdio'],
        languageId: 'json',
        pull: true,
        settings: { json: { validate: { enable: true }, schemas: [schema] } },
      },
      extension: '.json',
      text: jsonText,
      number: /^( +"amount": )\d/,
      slip: ['"stage": "open"', '"stage": "ajar"'],
    },
  ];
}

/** A contestant whose server runs, with what is open in it. */
export interface Running extends Contestant {
  readonly server: MeasuredServer;
}

/**
 * Starts the servers, each in a process of its own.
 * @throws where one finds errors in a text without any, none in a text with one, or offers hints and has none: who does not
 * do the work is quick
 */
export async function startAll(contestants: readonly Contestant[]): Promise<readonly Running[]> {
  const running: Running[] = [];
  for (const one of contestants) {
    const server = await start(one);
    const right = await server.open(freshUri(one.extension), one.text(100));
    const wrong = await server.open(freshUri(one.extension), one.text(100).replace(...one.slip));
    const hints = server.capabilities['inlayHintProvider'] ? await right.document.hints(50) : undefined;
    const works = !right.diagnostics.some(isError) && wrong.diagnostics.some(isError) && hints?.length !== 0;
    if (!works) throw new Error(`${one.name} does not do the work that is measured`);
    await right.document.close();
    await wrong.document.close();
    running.push({ ...one, server });
  }
  return running;
}

/** An error, or the warning that a schema gives; ours gives warnings to models without an error. */
const isError = ({ severity = 1, source }: { severity?: number; source?: string }) =>
  severity === 1 || (severity === 2 && source !== 'upsell');

/** A contestant's server in a new process, initialised. */
export async function start({ spec }: Contestant): Promise<MeasuredServer> {
  const server = new MeasuredServer(spec);
  await server.start();
  return server;
}

export const stopAll = async (running: readonly Running[]): Promise<void> => {
  for (const { server } of running) await server.stop();
};

/** Opens a text of at most so many lines in a running server. */
export const openText = async ({ server, extension, text }: Running, lines: number): Promise<OpenDocument> =>
  (await server.open(freshUri(extension), text(lines))).document;

/** The URI of a document that was never open: what a server still says of one that was closed is not taken for this one's. */
export const freshUri = (extension: string): string => `file:///bench/model-${++documents}${extension}`;

let documents = 0;
