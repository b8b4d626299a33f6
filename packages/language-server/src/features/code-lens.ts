import { type Broken, withheldIn } from '@upsell/engine';
import { type Analysis, type LensPlace, lensPlaces } from '@upsell/language';
import { bottleneckText, expectationVerdict } from '@upsell/report';
import type { CodeLens, Command } from 'vscode-languageserver';
import type { ClientAbilities } from '../client-abilities.ts';
import { placeText } from '../place-text.ts';
import type { Settings } from '../settings.ts';

/** What of a document is asked. `uri` is as the client writes it. */
export interface CodeLensRequest {
  readonly uri: string;
  readonly settings: Settings['codeLens'];
  readonly client: Pick<ClientAbilities, 'commands'>;
}

/** By what the words of a lens are found when it is seen. */
interface LensData {
  readonly uri: string;
  readonly kind: LensPlace['kind'];
  readonly index: number;
  readonly scenario?: number;
}

/**
 * textDocument/codeLens: above the model a way to its preview and above each expectation one to test it, where the client has the commands;
 * above the closing model the bottleneck, and where an expectation cannot be tested its result, whose words are made when they are seen.
 */
export function codeLenses(analysis: Analysis, { uri, settings, client }: CodeLensRequest): CodeLens[] {
  if (!settings.enabled || !analysis.isModel) return [];
  const { lines } = analysis.files[0] as Analysis['files'][number];
  return lensPlaces(analysis.program).flatMap(({ kind, start, end, index, scenario }): CodeLens[] => {
    const range = { start: lines.at(start), end: lines.at(end) };
    if (!settings[SETTING[kind]]) return [];
    if (kind === 'model') {
      if (!client.commands.has(SHOW_PREVIEW)) return [];
      return [{ range, command: { title: 'Preview', command: SHOW_PREVIEW, arguments: [uri] } }];
    }
    // How it stands is said at the end of its line.
    if (kind === 'expectation' && client.commands.has(RUN_EXPECTATION))
      return [{ range, command: { title: RUN, command: RUN_EXPECTATION, arguments: [uri, range.start.line] } }];
    const data: LensData = { uri, kind, index, scenario };
    return [{ range, data }];
  });
}

/**
 * codeLens/resolve: a lens with the words of now. An editor may have changed the text since it asked for the lens, and would say that there
 * is nothing to say. A lens of what is there no more stays as it is.
 */
export function resolveCodeLens(lens: CodeLens, analysis: Analysis): CodeLens {
  const data = lensData(lens);
  const title = data && titleOf(data, analysis);
  return title === undefined ? lens : { ...lens, command: asText(title) };
}

/** What a lens is of; undefined for one that is whole already. */
export const lensData = ({ data }: CodeLens): LensData | undefined =>
  typeof (data as LensData | undefined)?.uri === 'string' ? (data as LensData) : undefined;

const SHOW_PREVIEW = 'upsell.showPreviewToSide';
const RUN_EXPECTATION = 'upsell.runExpectation';
/** With the sign of a test that can be run, which whoever has the command can show. */
const RUN = '$(play) Run';

const SETTING: Readonly<Record<LensPlace['kind'], 'preview' | 'closing' | 'expectations'>> = {
  model: 'preview',
  closing: 'closing',
  expectation: 'expectations',
};

/** Words that nothing happens by: a lens without a command is one that is not yet resolved. */
const asText = (title: string): Command => ({ title, command: '' });

function titleOf({ kind, index, scenario }: LensData, analysis: Analysis): string | undefined {
  const { model, forecast, expectations, scenarios } = analysis;
  const place = (broken: Broken) => placeText(analysis, broken);
  if (kind === 'closing') return bottleneckText(model, forecast, place);
  const results = scenario === undefined ? expectations : scenarios[scenario]?.expectations;
  const result = results?.[index];
  const because = result && withheldIn(result);
  if (because) return `withheld: see ${place(because)}`;
  return result && expectationVerdict(result, model.currency);
}
