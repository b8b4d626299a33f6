import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dashboardInput } from '@upsell/language';
import { packedInput } from '@upsell/report';
import type { Analysed } from '../models.ts';
import { visible } from '../output.ts';
import type { ReportFormat, ReportGiven } from './format.ts';

/**
 * The preview of a model as one file: it holds its script, its style and the model, asks nothing of any host, and a policy forbids it
 * to. `assets` has the bundles report.js and report.css.
 */
export const htmlFormat: ReportFormat = { ending: 'html', make: htmlReport };

function htmlReport({ analysis }: Analysed, { assets }: ReportGiven): string {
  const [script, style] = ['report.js', 'report.css'].map((name) =>
    readFileSync(path.join(assets, name), 'utf8').trim(),
  );
  // No text of the model turns around what stands beside it.
  const model = visible(JSON.stringify(packedInput(dashboardInput(analysis)).whole));
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(visible(analysis.model.title || 'Model'))}</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>This report is drawn by a script that it holds itself: allow scripts to see it.</noscript>
<script type="application/json" id="model">${model.replaceAll('<', '\\u003c')}</script>
<script>${script}</script>
</body>
</html>
`;
}

const hashOf = (text = ''): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
