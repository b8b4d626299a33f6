import { dashboardInput } from '@upsell/language';
import { boardOf, dashboardReport, documentMarkdown } from '@upsell/report';
import { visible } from '../output.ts';
import type { ReportFormat } from './format.ts';

/** Markdown for a pull request or a wiki. */
export const mdFormat: ReportFormat = {
  ending: 'md',
  make: ({ analysis }) => visible(documentMarkdown(dashboardReport(boardOf(dashboardInput(analysis))))),
};
