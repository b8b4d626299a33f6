/** The settings under `upsell` that the server reads. */
export interface Settings {
  readonly inlayHints: Readonly<Record<HintSetting, boolean>>;
  readonly codeLens: Readonly<Record<'enabled' | 'preview' | 'closing' | 'expectations', boolean>>;
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

export const DEFAULTS: Settings = {
  inlayHints: {
    enabled: true,
    model: true,
    channels: true,
    touches: true,
    rates: true,
    closing: true,
    scenarios: true,
    goals: true,
    actuals: true,
  },
  codeLens: { enabled: true, preview: true, closing: true, expectations: true },
};

/** Settings from what a client sends; what it does not say, or says wrong, keeps its default. */
export function readSettings(sent: unknown): Settings {
  const { inlayHints, codeLens } = (sent ?? {}) as Partial<Record<keyof Settings, unknown>>;
  return {
    inlayHints: switches(inlayHints, DEFAULTS.inlayHints),
    codeLens: switches(codeLens, DEFAULTS.codeLens),
  };
}

function switches<T extends Readonly<Record<string, boolean>>>(sent: unknown, defaults: T): T {
  if (typeof sent !== 'object' || sent === null) return defaults;
  const said = Object.entries(sent).filter(
    ([key, value]) => Object.hasOwn(defaults, key) && typeof value === 'boolean',
  );
  return { ...defaults, ...Object.fromEntries(said) };
}
