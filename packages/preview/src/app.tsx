import { isBroken } from '@upsell/engine';
import { type Board, headlineOf } from '@upsell/report';
import { useMemo, useRef, useState } from 'preact/hooks';
import { formatFor } from './format.ts';
import { GoTo } from './go-to.tsx';
import { Headline } from './headline.tsx';
import type { Host, Kept } from './host.ts';
import { Marked } from './marked.tsx';
import { SCREENS } from './screens/index.ts';
import type { ScreenProps } from './screens/screen.ts';
import { WORDS } from './words.ts';

/** The preview: the headline, a tab a screen, and the screen that is chosen. */
export function App({
  board,
  host,
  locale,
  cursor,
}: {
  readonly board: Board;
  readonly host: Host;
  readonly locale: string;
  readonly cursor?: ScreenProps['cursor'];
}) {
  const [kept, setKept] = useState<Kept>(host.kept ?? {});
  const keep = (some: Partial<Kept>) => {
    const next = { ...kept, ...some };
    setKept(next);
    host.keep(next);
  };
  const { shown, isOld } = useLastGood(board);
  const { model } = shown.input;
  const format = useMemo(() => formatFor(locale, model.currency), [locale, model.currency]);
  const facts = useMemo(() => headlineOf(shown), [shown]);
  const screen = SCREENS.find(({ name }) => name === kept.screen) ?? SCREENS[0];
  if (!screen) return null;
  const { component: Shown } = screen;
  return (
    <>
      <header>
        <h1>{model.title || WORDS.model}</h1>
        <Problem
          board={board}
          host={host}
          words={isOld ? WORDS.problemOld : isWithheld(board) ? WORDS.problemWithheld : WORDS.problem}
        />
      </header>
      <Headline facts={facts} months={model.broken ? 0 : model.months} format={format} host={isOld ? STILL : host} />
      <main>
        <Tabs chosen={screen.name} onChoose={(name) => keep({ screen: name })} />
        <div
          id="screen"
          role="tabpanel"
          aria-labelledby={`tab-${screen.name}`}
          tabIndex={-1}
          class={isOld ? 'old' : ''}
        >
          <Shown
            board={shown}
            format={format}
            host={isOld ? STILL : host}
            cursor={isOld ? undefined : cursor}
            kept={kept}
            keep={keep}
          />
        </div>
      </main>
    </>
  );
}

/** Places of an older model are no places any more: nothing leads there. */
const STILL: Host = { keep: () => undefined };

/** The last model whose total is known, while an error withholds that of the latest one. */
function useLastGood(board: Board): { readonly shown: Board; readonly isOld: boolean } {
  const good = useRef<Board | undefined>(undefined);
  if (!isWithheld(board)) good.current = board;
  const shown = good.current ?? board;
  return { shown, isOld: shown !== board };
}

const isWithheld = ({ evaluated, input }: Board): boolean =>
  isBroken(evaluated.forecast.total.revenue) || input.model.broken !== undefined;

/** What is wrong, what follows from it, and where it is mended. */
function Problem({ board, host, words }: { readonly board: Board; readonly host: Host; readonly words: string }) {
  const { error, files } = board.input;
  if (!error) return null;
  const where = WORDS.line(files[error.place.file] ?? '', error.place.line);
  return (
    <p class="problem" role="status">
      {words} <Marked text={error.message} />{' '}
      <GoTo place={error.place} host={host} name={where}>
        {where}
      </GoTo>
    </p>
  );
}

/** To which tab a key leads from another; before the first one is the last. */
const TABS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (_, last) => last,
};

function Tabs({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (name: string) => void }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const at = SCREENS.findIndex(({ name }) => name === chosen);
    const to = TABS[event.key]?.(at, SCREENS.length - 1);
    const next = to === undefined ? undefined : SCREENS.at(to % SCREENS.length);
    if (!next) return;
    event.preventDefault();
    onChoose(next.name);
    document.getElementById(`tab-${next.name}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={WORDS.screens} onKeyDown={onKeyDown}>
      {SCREENS.map(({ name, title }) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === chosen}
          aria-controls="screen"
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
