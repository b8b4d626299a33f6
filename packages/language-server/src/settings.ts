/** The settings under `upsell` that the server reads. */
export interface Settings {
  readonly inlayHints: Readonly<Record<HintSetting, boolean>>;
}

export type HintSetting =
  | 'enabled'
  | 'model'
  | 'channels'
  | 'touches'
  | 'rates'
  | 'closing'
  | 'scenarios'
  | 'goals'
  | 'actuals';

const ON: Settings['inlayHints'] = {
  enabled: true,
  model: true,
  channels: true,
  touches: true,
  rates: true,
  closing: true,
  scenarios: true,
  goals: true,
  actuals: true,
};

export const DEFAULTS: Settings = { inlayHints: ON };

/** Settings from what a client sends; what it does not say, or says wrong, keeps its default. */
export function readSettings(sent: unknown): Settings {
  const hints = (sent as { inlayHints?: unknown } | null | undefined)?.inlayHints;
  if (typeof hints !== 'object' || hints === null) return DEFAULTS;
  const said = Object.entries(hints).filter(([key, value]) => key in ON && typeof value === 'boolean');
  return { inlayHints: { ...ON, ...Object.fromEntries(said) } };
}
