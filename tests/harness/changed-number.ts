import type { Model } from '@upsell/engine';

/** A number that a model's text names: a literal, or the rate of a growth. */
export interface NamedNumber {
  readonly holder: object;
  readonly key: 'value' | 'rate';
  readonly value: number;
}

/** Every number of a model's assumptions, and of its targets. Scenarios and expectations have others. */
export function numbersIn({ scenarios: _, expectations: __, ...model }: Model): readonly NamedNumber[] {
  const found = new Map<object, NamedNumber>();
  const seen = new Set<object>();
  const visit = (of: unknown): void => {
    if (typeof of !== 'object' || of === null || seen.has(of)) return;
    seen.add(of);
    const { kind } = of as { kind?: unknown };
    if (kind === 'literal') found.set(of, { holder: of, key: 'value', value: (of as { value: number }).value });
    if (kind === 'growing') found.set(of, { holder: of, key: 'rate', value: (of as { rate: number }).rate });
    for (const [key, inner] of Object.entries(of)) if (!isSpan(key)) visit(inner);
  };
  visit(model);
  return [...found.values()];
}

/** The model with another number in one place; what does not hold it is shared. */
export function withNumber(model: Model, { holder, key }: NamedNumber, value: number): Model {
  const copies = new Map<object, unknown>();
  const copy = (of: unknown): unknown => {
    if (typeof of !== 'object' || of === null) return of;
    if (copies.has(of)) return copies.get(of);
    const made = Array.isArray(of)
      ? of.map(copy)
      : Object.fromEntries(Object.entries(of).map(([name, inner]) => [name, isSpan(name) ? inner : copy(inner)]));
    if (of === holder) (made as Record<string, unknown>)[key] = value;
    copies.set(of, made);
    return made;
  };
  return copy(model) as Model;
}

const isSpan = (key: string): boolean => key === 'span' || key.endsWith('Span') || key === 'broken';
