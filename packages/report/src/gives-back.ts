import type { Model, Part } from '@upsell/engine';

/** Whether of what is sold something may be given back: by the model's own `retention`, or by that of a part of a portfolio. */
export const givesBack = ({ retention }: Model, parts: readonly Part[] = []): boolean =>
  retention !== undefined || parts.some(({ model, parts: own }) => model !== undefined && givesBack(model, own));
