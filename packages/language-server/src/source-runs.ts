import type { SourceCard } from '@upsell/language';
import type { Run } from '@upsell/report';

/** What a source is, and who feeds it, in one sentence; `written` is the name that it is called by, which may be an old one. */
export function sourceRuns(
  { name, label, notRun, channel, owner }: SourceCard,
  written: string | undefined = name,
): readonly Run[] {
  const today: readonly Run[] = written === name ? [] : [' (today ', { code: name }, ')'];
  const owned: readonly Run[] = owner === undefined ? [] : [', owned by ', { code: owner }];
  const fed: readonly Run[] =
    notRun !== undefined
      ? [`not run: ${notRun}`]
      : channel === undefined
        ? ['no channel feeds it']
        : ['fed by the channel ', { code: channel }, ...owned];
  return [{ code: written }, ...today, `, ${label}: `, ...fed, '.'];
}
