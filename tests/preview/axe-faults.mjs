// @ts-check
/** @file What axe finds on a page: rules of WCAG, and good practice. */
import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @typedef {Pick<import('../../packages/tooling/src/browser.mjs').Page, 'evaluate'>} Frame */

/** The faults of a page or a frame, a line a rule. It brings axe there, whatever the page allows. @param {Frame} frame */
export async function axeFaults(frame) {
  await frame.evaluate(axe.source);
  return frame.evaluate(async (tags) => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, {
      runOnly: tags,
      resultTypes: ['violations'],
    });
    return violations.map(
      (/** @type {any} */ { id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((/** @type {any} */ { html, failureSummary }) => `${html} ${failureSummary}`)
          .join(' | ')}`,
    );
  }, TAGS);
}
