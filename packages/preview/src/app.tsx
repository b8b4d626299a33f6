import { isBroken } from '@upsell/engine';
import { type Board, headlineOf } from '@upsell/report';
import { useMemo, useRef, useState } from 'preact/hooks';
import { formatFor } from './format.ts';
import { GoTo } from './go-to.tsx';
import { Headline } from './headline.tsx';
import type { Host, Kept } from './host.ts';
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
        <Problem board={board} host={host} isOld={isOld} />
      </header>
      <Headline facts={facts} months={model.broken ? 0 : model.months} format={format} host={host} />
      <Tabs chosen={screen.name} onChoose={(name) => keep({ screen: name })} />
      <main class={isOld ? 'old' : ''}>
        <div id="screen" role="tabpanel" aria-labelledby={`tab-${screen.name}`} tabIndex={-1}>
          <Shown board={shown} format={format} host={host} cursor={cursor} kept={kept} keep={keep} />
        </div>
      </main>
    </>
  );
}

/** The last model whose total is known, while an error withholds that of the latest one. */
function useLastGood(board: Board): { readonly shown: Board; readonly isOld: boolean } {
  const good = useRef<Board | undefined>(undefined);
  const isWithheld = isBroken(board.evaluated.forecast.total.revenue) || board.input.model.broken !== undefined;
  if (!isWithheld) good.current = board;
  const shown = good.current ?? board;
  return { shown, isOld: shown !== board };
}

/** What withholds figures, and where it is mended. */
function Problem({ board, host, isOld }: { readonly board: Board; readonly host: Host; readonly isOld: boolean }) {
  const { error, files } = board.input;
  if (!error) return null;
  const where = WORDS.line(files[error.place.file] ?? '', error.place.line);
  return (
    <p class="problem" role="status">
      {isOld ? WORDS.problem : WORDS.problemFirst} {error.message}{' '}
      <GoTo place={error.place} host={host} name={where}>
        {where}
      </GoTo>
    </p>
  );
}

function Tabs({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (name: string) => void }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const at = SCREENS.findIndex(({ name }) => name === chosen);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = SCREENS[(at + step + SCREENS.length) % SCREENS.length];
    if (step === 0 || !next) return;
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
