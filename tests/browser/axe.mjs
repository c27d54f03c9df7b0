// What axe finds in a page: every rule of WCAG 2.2 A and AA, and its own best practices.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const SCRIPT = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const OPTIONS = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  },
  // Off by default.
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

/** Lays axe beside the page, past its content security policy. To be done once for each page. */
export async function bringAxe(page) {
  await page.evaluate(SCRIPT);
}

/** The rules that the page breaks as it looks now, one line for each element that breaks one. */
export async function violations(page) {
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), OPTIONS);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = failureSummary.split('\n').slice(1).map((line) => line.trim());
      return `${id} (${help}): ${target.join(' ')}: ${why.join('. ')}`;
    }),
  );
}

/** How many pixels of the page lie beyond its right edge. */
export function overhang(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
