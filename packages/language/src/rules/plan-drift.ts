import { isBroken } from '@upsell/engine';
import { propertyRange } from '../tree.ts';
import { countText, moneyText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const planDrift: Rule = {
  code: 'plan-drift',
  severity: 'information',
  summary: 'The model has moved away from its plan of record.',
  page: {
    why: 'The plan stays what was agreed while the model learns. How far the two are apart is what a review begins with: it is what changed in the assumptions since, as opposed to what happened in the field.',
    example: `plan "plans/fy26.plan.json"`,
    mended: `// No \`plan\` line: the model is its own plan.`,
    fix: 'Nothing has to be mended: variance compares with the plan, forecasts with the model. Lock the model again when a new plan has been agreed. `upsell lock --check` fails while the two differ.',
  },
  message: ({ isOther, channel, what, plan, model }) => {
    if (isOther)
      return 'The plan of record has another period or currency than the model, and cannot be compared with it: lock the model anew.';
    if (what === undefined)
      return `The model has moved from its plan of record: its totals are the same, but not the months of \`${channel}\`. Lock it again when that is agreed.`;
    return `The model has moved from its plan of record: ${what} ${plan} then, ${model} now. Lock it again when that is agreed.`;
  },
  judge({ records, model, tracking }, report) {
    const { drift } = tracking;
    const declared = records.plan?.declared;
    if (!declared || !drift || isBroken(drift) || !drift.isMoved) return;
    const { file, node } = declared;
    const range = propertyRange(node, 'path');
    const text = (metric: string, value: number | undefined) =>
      value === undefined ? 'nothing' : metric === 'revenue' ? moneyText(value, model.currency) : countText(value);
    const shown = drift.moved
      .map(({ channel, metric, plan, model: now }) => ({
        what: `${metric}${channel === undefined ? '' : ` of \`${channel}\``}`,
        plan: text(metric, plan),
        model: text(metric, now),
        isRevenue: metric === 'revenue',
      }))
      .filter((one) => one.plan !== one.model);
    const first = shown.find(({ isRevenue }) => isRevenue) ?? shown[0];
    // Where months have moved and no total has, a channel is named.
    const channel = drift.moved.find((one) => one.channel !== undefined)?.channel;
    report(
      file,
      range,
      first ? { what: first.what, plan: first.plan, model: first.model } : { isOther: drift.isOther ? 1 : 0, channel },
    );
  },
};
