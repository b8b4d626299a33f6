import type { Broken } from '@upsell/engine';
import { type Analysis, type LensPlace, lensPlaces } from '@upsell/language';
import { bottleneckText, expectationVerdict } from '@upsell/report';
import type { CodeLens, Command } from 'vscode-languageserver';
import type { ClientAbilities } from '../client-abilities.ts';
import { placeText } from '../place-text.ts';
import type { Settings } from '../settings.ts';

/** What of a document is asked. `uri` is as the client writes it. */
export interface CodeLensRequest {
  readonly uri: string;
  readonly version: number;
  readonly settings: Settings['codeLens'];
  readonly client: Pick<ClientAbilities, 'commands'>;
}

/** By what the words of a lens are found when it is seen: the version of the document, and the place in it. */
interface LensData {
  readonly uri: string;
  readonly version: number;
  readonly kind: LensPlace['kind'];
  readonly index: number;
  readonly scenario?: number;
}

/**
 * textDocument/codeLens: above the model a way to its preview, where the client has the command; above the closing model the bottleneck
 * and above each expectation its result, whose words are made when they are seen.
 */
export function codeLenses(analysis: Analysis, { uri, version, settings, client }: CodeLensRequest): CodeLens[] {
  if (!settings.enabled || !analysis.isModel) return [];
  const { lines } = analysis.files[0] as Analysis['files'][number];
  return lensPlaces(analysis.program).flatMap(({ kind, start, end, index, scenario }): CodeLens[] => {
    const range = { start: lines.at(start), end: lines.at(end) };
    if (!settings[SETTING[kind]]) return [];
    if (kind !== 'model') {
      const data: LensData = { uri, version, kind, index, scenario };
      return [{ range, data }];
    }
    if (!client.commands.has(SHOW_PREVIEW)) return [];
    return [{ range, command: { title: 'Preview', command: SHOW_PREVIEW, arguments: [uri] } }];
  });
}

/** codeLens/resolve: a lens with its words; as it is where the document has another version by now. */
export function resolveCodeLens(
  lens: CodeLens,
  analysis: Analysis,
  version: number,
  client: CodeLensRequest['client'],
): CodeLens {
  const data = lensData(lens);
  const title = data?.version === version ? titleOf(data, analysis) : undefined;
  if (!data || title === undefined) return lens;
  const runs = data.kind === 'expectation' && client.commands.has(RUN_EXPECTATION);
  return { ...lens, command: runs ? runCommand(title, data.uri, lens.range.start.line) : asText(title) };
}

/** What a lens is of; undefined for one that is whole already. */
export const lensData = ({ data }: CodeLens): LensData | undefined =>
  typeof (data as LensData | undefined)?.uri === 'string' ? (data as LensData) : undefined;

const SHOW_PREVIEW = 'upsell.showPreviewToSide';
const RUN_EXPECTATION = 'upsell.runExpectation';

const SETTING: Readonly<Record<LensPlace['kind'], 'preview' | 'closing' | 'expectations'>> = {
  model: 'preview',
  closing: 'closing',
  expectation: 'expectations',
};

/** Words that nothing happens by: a lens without a command is one that is not yet resolved. */
const asText = (title: string): Command => ({ title, command: '' });

const runCommand = (title: string, uri: string, line: number): Command => ({
  // The sign of a test that can be run, where there are such commands.
  title: `$(play) Run · ${title}`,
  command: RUN_EXPECTATION,
  arguments: [uri, line],
});

function titleOf({ kind, index, scenario }: LensData, analysis: Analysis): string | undefined {
  const { model, forecast, expectations, scenarios } = analysis;
  const place = (broken: Broken) => placeText(analysis, broken);
  if (kind === 'closing') return bottleneckText(model, forecast, place);
  const results = scenario === undefined ? expectations : scenarios[scenario]?.expectations;
  const result = results?.[index];
  return result && expectationVerdict(result, model.currency, place);
}
