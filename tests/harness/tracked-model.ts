import { readFileSync } from 'node:fs';

/** A model from January to December 2026 whose actuals are those of three months, all of them over. */
export const MODEL = `${readFileSync(new URL('../../examples/canonical/canonical.upsell', import.meta.url), 'utf8')}
actuals "actuals"
`;

export const HEADER = 'month,source,touches,opened,closed,won,revenue';

export const MONTHS = `${HEADER}
2026-01,ticket,790,3,3,1,12000
2026-02,ticket,805,16,9,3,36000
2026-03,ticket,810,17,12,4,47000
2026-01,csm_touch,240,7,7,2,24000
2026-02,csm_touch,230,8,8,2,23000
2026-03,csm_touch,250,7,7,1,12000
`;
