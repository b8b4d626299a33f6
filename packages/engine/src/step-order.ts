import type { Month } from './calendar.ts';
import type { Finding } from './finding.ts';
import type { Assumption, Growth, Step } from './model.ts';

/** Reports steps that do not come one after another, and growth that ends before it begins or shrinks below nothing. */
export function checkOrder({ steps }: Assumption, start: Month, report: (finding: Finding) => void): void {
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as Step;
    const before = steps[i - 1];
    const wrong = before
      ? step.from === undefined || (before.from !== undefined && step.from <= before.from)
      : step.from !== undefined;
    if (wrong) report(stepOrder(step, before));
    if (step.growth) checkGrowth(step.growth, step.from ?? start, report);
  }
}

function stepOrder(step: Step, before: Step | undefined): Finding {
  const reason = !before ? 'first' : step.from === undefined ? 'missing' : 'order';
  const params = { reason, from: step.from ?? 0, before: before?.from ?? 0 };
  return { code: 'step-order', span: step.fromSpan ?? step.value.span, params };
}

function checkGrowth(growth: Growth, from: Month, report: (finding: Finding) => void): void {
  const { span } = growth;
  if (growth.kind === 'rising' && growth.by <= from)
    report({ code: 'step-order', span, params: { reason: 'rising', by: growth.by, from } });
  if (growth.kind === 'growing' && growth.rate < -1)
    report({ code: 'negative-number', span, params: { place: 'growth', value: growth.rate } });
}
