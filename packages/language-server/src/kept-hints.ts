import { type Broken, isBroken } from '@upsell/engine';
import type { Analysis, Anchor } from '@upsell/language';
import { type HintText, staleHint } from '@upsell/report';

/** Who types where, as far as it matters to what is withheld. */
export interface Typing {
  /** True while somebody types. */
  readonly isRunning: boolean;
  /** Another number as soon as somebody types in another declaration. */
  readonly place: number;
  /** Told that a value of before is shown. */
  keep(): void;
  /** True for a file that somebody may be typing in. */
  isOpen(uri: string): boolean;
}

/**
 * The last value of each hint of a document. While somebody types in a declaration, what its half-typed text withholds keeps the
 * value that it had, marked by `…`; as soon as they rest, or go on elsewhere, the hint says what withholds it. So no value is shown as if
 * it were current, and nothing is kept of a value that was taken back.
 */
export class KeptHints {
  private readonly values = new Map<string, Kept>();

  /** What a hint is to say: `now`, or the last value where `now` is withheld by what is being typed. */
  shown(anchor: AnchorName, now: HintText, analysis: Analysis, typing: Typing): HintText {
    const { exact, ordinal } = keysOf(anchor, analysis);
    if (!now.because) {
      const text = now.lasting ?? now.text;
      this.keep(exact, text);
      if (ordinal !== undefined) this.keep(ordinal, text);
      return now;
    }
    const key = this.values.has(exact) ? exact : ordinal !== undefined && isOwn(anchor, analysis) ? ordinal : exact;
    const last = this.values.get(key);
    if (!last) return now;
    last.brokenAt ??= typing.place;
    if (typing.isRunning && last.brokenAt === typing.place && typing.isOpen(uriOf(now.because, analysis))) {
      typing.keep();
      return staleHint(last.text, now);
    }
    this.values.delete(key);
    return now;
  }

  private keep(key: string, text: string): void {
    this.values.delete(key);
    this.values.set(key, { text });
    if (this.values.size <= MOST) return;
    for (const [oldest] of this.values) {
      this.values.delete(oldest);
      return;
    }
  }
}

/** Which figure it is of, wherever that stands. */
type AnchorName = Omit<Anchor, 'line' | 'node'>;

/** More hints than anybody has on a screen. */
const MOST = 2_000;

interface Kept {
  readonly text: string;
  /** Where somebody was typing when it was withheld. */
  brokenAt?: number;
}

const uriOf = ({ broken }: Broken, { files }: Analysis): string => files[broken.file]?.uri ?? '';

/**
 * What a hint is kept by: names, which stay when lines move. A goal has none, so it is kept by its statement; one that is being typed has
 * another statement at each keystroke, and is kept by its place among the others as well.
 */
function keysOf(anchor: AnchorName, analysis: Analysis): { readonly exact: string; readonly ordinal?: string } {
  const { kind, channel, touch, scenario, index } = anchor;
  const { model, forecast, scenarios } = analysis;
  const names: (string | number | undefined)[] = [kind];
  if (channel !== undefined) names.push(forecast.channels[channel]?.channel.name ?? channel);
  if (touch !== undefined) names.push(model.channels[channel ?? 0]?.touches[touch]?.name ?? touch);
  if (scenario !== undefined) names.push(scenarios[scenario]?.scenario.name ?? scenario);
  if (index === undefined) return { exact: names.join(' ') };
  return { exact: [...names, goalOf(anchor, analysis)?.text].join(' '), ordinal: [...names, index].join(' ') };
}

const isOwn = (anchor: AnchorName, analysis: Analysis): boolean => isBroken(goalOf(anchor, analysis)?.broken);

function goalOf({ kind, index = 0, scenario }: AnchorName, { model, scenarios }: Analysis) {
  if (kind === 'target') return model.targets[index];
  return (scenario === undefined ? model.expectations : scenarios[scenario]?.scenario.expectations)?.[index];
}
