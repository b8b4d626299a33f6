import { dashboardInput } from '@upsell/language';
import { boardOf, machineSvg } from '@upsell/report';
import type { ReportFormat } from './format.ts';

/** The first screen as a picture. */
export const svgFormat: ReportFormat = {
  ending: 'svg',
  make: ({ analysis }) => machineSvg(boardOf(dashboardInput(analysis))),
};
