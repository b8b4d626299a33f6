import type { Broken } from '@upsell/engine';
import { type Analysis, type Anchor, type Diagnostic, findAnchors, lackedField } from '@upsell/language';
import { type HintText, hintTexts, withheldHere } from '@upsell/report';
import { placeText } from './place-text.ts';

type HintTexts = ReturnType<typeof hintTexts>;

/** A function that gives the words of an anchor's figure; undefined where it has none. What happened is not in them. */
export function hintsOf(analysis: Analysis): (anchor: Anchor) => HintText | undefined {
  const texts = hintTexts(analysis.model, analysis.forecast, (broken) => placeText(analysis, broken));
  return (anchor) => {
    const text = hintOf(anchor, analysis, texts);
    return text?.because ? whereIs(text, text.because, anchor, analysis) : text;
  };
}

/** The words of the model's figure, as they stand behind its title. */
export function modelHint(analysis: Analysis): HintText {
  const { model, files, program } = analysis;
  const lineAt = (offset: number) => files[0]?.lines.at(offset).line ?? 0;
  const lines = { start: lineAt(model.span.start), end: lineAt(model.span.end) };
  const anchor = findAnchors(program, lines).find(({ kind }) => kind === 'model');
  return (
    (anchor && hintsOf(analysis)(anchor)) ??
    hintTexts(model, analysis.forecast, (broken) => placeText(analysis, broken)).model()
  );
}

/** What a line withholds itself is said there: its number would lead to where one is. */
function whereIs(
  text: HintText,
  { broken: { file, start }, code }: Broken,
  { line }: Anchor,
  { files, diagnostics }: Analysis,
): HintText {
  if (file !== 0 || files[0]?.lines.at(start).line !== line) return text;
  const isThere = (one: Diagnostic) => one.code === code && one.file === file && one.start === start;
  const lacks = diagnostics.filter(isThere).flatMap((one) => lackedField(one) ?? []);
  return withheldHere(text, code, lacks[0]);
}

function hintOf(anchor: Anchor, analysis: Analysis, texts: HintTexts): HintText | undefined {
  const { forecast } = analysis;
  if (anchor.kind === 'model') return texts.model();
  if (anchor.kind === 'capacity') return texts.capacity();
  if (anchor.kind === 'retention') return texts.retention();
  if (anchor.index !== undefined || anchor.scenario !== undefined) return goalHintOf(anchor, analysis, texts);
  const channel = anchor.channel === undefined ? undefined : forecast.channels[anchor.channel];
  if (anchor.kind === 'win rate') return texts.winRate(channel);
  if (anchor.kind === 'deal size') return texts.dealSize(channel);
  // What is typed there stands there already; what happened comes with the actuals.
  if (!channel || anchor.kind === 'volume') return undefined;
  if (anchor.kind === 'channel') return texts.channel(channel);
  return anchor.kind === 'touch' ? texts.touch(channel, anchor.touch ?? 0) : texts.conversion(anchor.channel as number);
}

/** The hint of a target, an expectation or a scenario. */
function goalHintOf(
  { kind, index = 0, scenario: of }: Anchor,
  { targets, expectations, scenarios }: Analysis,
  texts: HintTexts,
): HintText | undefined {
  const scenario = of === undefined ? undefined : scenarios[of];
  if (kind === 'scenario') return scenario && texts.scenario(scenario);
  if (kind === 'target') return targets[index] && texts.target(targets[index]);
  const result = (scenario?.expectations ?? expectations)[index];
  return result && texts.expectation(result);
}
