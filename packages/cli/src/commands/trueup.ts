import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBroken, type Model, monthText, type TrueUp } from '@upsell/engine';
import { applyEdits, keepLaidOut, type TextEdit, trueUpEdit } from '@upsell/language';
import { type ProposedTrueUp, trueUpJson, trueUpReport } from '@upsell/report';
import { EXIT } from '../exit.ts';
import { type Analysed, fileName } from '../models.ts';
import { warn } from '../output.ts';
import { workspaceOf } from '../project.ts';
import { withMark } from '../read-text.ts';
import { type Told, type TrackOptions, tellEach, whyNoActuals } from '../tracked.ts';
import { writeWhole } from '../write-file.ts';

interface TrueUpOptions extends TrackOptions {
  readonly write?: boolean;
}

/**
 * `upsell trueup`: what the assumptions could be trued up to; with `--write` the steps are added to the files, each file whole or not at
 * all. Volumes are trued up where they are a guess alone: a miss by volume is something to do. Exits with 2 where a model has no actuals,
 * or not whole because of errors in them, or a file is not written.
 */
export async function trueup(args: readonly string[], options: TrueUpOptions): Promise<number> {
  const unwritten = new Set<string>();
  const written = new Set<string>();
  let isWhole = true;
  const isTold = tellEach(args, options, (file): Told => {
    const { model, records } = file.analysis;
    // Rows that cannot be counted may be all that there is.
    if ((records.actuals?.actuals.rows.length ?? 0) === 0) return { failure: whyNoActuals(file) };
    const unread = records.actuals?.actuals.unread.length ?? 0;
    if (unread > 0) {
      isWhole = false;
      warn(
        `${file.name}: ${unread === 1 ? 'a row' : `${unread} rows`} of the actuals cannot be counted, see \`upsell check\`.`,
      );
    }
    const edits = editsOf(file);
    const { failures, made } = options.write ? write(file, edits, written) : NOTHING;
    for (const failure of failures) unwritten.add(failure);
    const all = file.analysis.tracking.trueUps.map((one) => proposed(file, one, edits, made));
    return { json: trueUpJson(file.name, all), pieces: trueUpReport(model.title || file.name, all, model.currency) };
  });
  for (const failure of unwritten) warn(failure);
  return isTold && isWhole && unwritten.size === 0 ? EXIT.fine : EXIT.couldNotRun;
}

/** A true-up that changes the text. */
interface Edit {
  readonly trueUp: TrueUp;
  readonly edit: NonNullable<ReturnType<typeof trueUpEdit>>;
}

function editsOf({ analysis: { program, tracking } }: Analysed): readonly Edit[] {
  return tracking.trueUps.flatMap((trueUp) => {
    const edit = trueUpEdit(program, trueUp);
    const isGuess = GUESSES.has(edit?.step.provenance?.kind ?? '');
    return edit && (trueUp.of !== 'volume' || isGuess) ? [{ trueUp, edit }] : [];
  });
}

const GUESSES: ReadonlySet<string> = new Set(['sample', 'estimated']);

interface Written {
  /** Sentences on files that were not written. */
  readonly failures: readonly string[];
  /** The files of the model that were, by their places in its program. */
  readonly made: ReadonlySet<number>;
}

const NOTHING: Written = { failures: [], made: new Set() };

/** Writes the edits of one model. `written` are the files of the models before it. */
function write({ name, analysis }: Analysed, edits: readonly Edit[], written: Set<string>): Written {
  const inside = workspaceOf(path.dirname(path.resolve(name)));
  const failures: string[] = [];
  const made = new Set<number>();
  for (const [index, source] of analysis.program.files.entries()) {
    const own: readonly TextEdit[] = edits.flatMap(({ edit }) => (edit.file === index ? edit.edit : []));
    if (own.length === 0) continue;
    const shown = fileName(name, analysis, index);
    if (written.has(source.uri)) {
      failures.push(`${shown} was changed for a model before ${name}: run this again for what is left.`);
      continue;
    }
    if (index > 0 && inside?.(source.uri) !== true) {
      failures.push(`${shown} lies outside of this workspace, and is not changed.`);
      continue;
    }
    const text = applyEdits(source.text, keepLaidOut(source, own));
    const target = path.relative('', fileURLToPath(source.uri));
    const refused = writeWhole(target, withMark(target, text));
    if (refused) failures.push(refused.failure);
    else {
      written.add(source.uri);
      made.add(index);
    }
  }
  return { failures, made };
}

function proposed(file: Analysed, trueUp: TrueUp, edits: readonly Edit[], made: ReadonlySet<number>): ProposedTrueUp {
  const { analysis, name } = file;
  const own = edits.find((one) => one.trueUp === trueUp)?.edit;
  const isMade = own !== undefined && made.has(own.file);
  return {
    trueUp,
    owner: ownerOf(analysis.model, trueUp),
    written: own && `${own.value} from ${monthText(trueUp.from)} ${own.provenance}`,
    place:
      own && `${fileName(name, analysis, own.file)}:${isMade ? lineAfter(file, own, edits) : lineBefore(file, own)}`,
    isMade,
  };
}

const lineBefore = ({ analysis }: Analysed, { file, edit }: Edit['edit']): number =>
  (analysis.program.files[file]?.lines.at(edit.start).line ?? 0) + 1;

/** The line of a new step once all are written: each one above it, and its own line end, move it down. */
function lineAfter(file: Analysed, own: Edit['edit'], edits: readonly Edit[]): number {
  const above = edits.filter(({ edit }) => edit.file === own.file && edit.edit.start <= own.edit.start);
  return above.reduce((line, { edit }) => line + edit.edit.newText.split('\n').length - 1, lineBefore(file, own));
}

/** Who answers for the number. */
function ownerOf({ channels, closing }: Model, { of, channel: name }: TrueUp): string | undefined {
  const channel = channels.find((one) => one.name === name);
  const from = channel ?? (isBroken(closing) ? undefined : closing);
  const field =
    of === 'conversion'
      ? channel?.conversion
      : of === 'volume'
        ? channel?.touches[0]?.volume
        : of === 'win rate'
          ? from?.winRate
          : from?.dealSize;
  return (field && !isBroken(field) ? field.owner : undefined) ?? from?.owner;
}
