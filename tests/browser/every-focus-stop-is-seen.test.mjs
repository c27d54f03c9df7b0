// On a page of each kind, at every tab stop: the focused element is on screen and not covered (WCAG 2.4.11), and has a
// focus ring of at least two pixels with enough contrast to its surroundings (2.4.7, 1.4.11).

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { NARROW, WIDE, failIfAny, startChromium, visit } from './chromium.mjs';
import { COMPUTED_PAGES, listedPages, oneOfEachKind, startDirectory } from './directory.mjs';

const READERS = [
  { name: 'wide, light', viewport: WIDE, colorScheme: 'light' },
  { name: 'narrow, dark', viewport: NARROW, colorScheme: 'dark' },
  { name: 'wide, forced colours', viewport: WIDE, forcedColors: 'active' },
];

const directory = await startDirectory();
const chromium = await startChromium();
after(async () => {
  await chromium.stop();
  await directory.stop();
});

const kinds = oneOfEachKind(await listedPages(directory.origin)).map((path) => ({ path }));
const pages = [...kinds, ...COMPUTED_PAGES.filter(({ method }) => method === undefined)];

for (const { name, ...options } of READERS) {
  test(name, async (reader) => {
    const context = await chromium.newContext(options);
    const page = await context.newPage();
    for (const wanted of pages) {
      await reader.test(wanted.path, async () => {
        await visit(page, directory.origin, wanted);
        const stops = await focusStops(page);
        assert.ok(stops.length >= 10, `only ${stops.length} stops: the walk ended early`);
        failIfAny(stops.flatMap(({ element, faults }) => faults.map((fault) => `${element}: ${fault}`)));
      });
    }
    await context.close();
  });
}

/** Tabs through the page until the focus leaves it. */
async function focusStops(page) {
  const MOST = 2000;
  const stops = [];
  while (stops.length < MOST) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(lookAtFocus);
    if (stop === null) return stops;
    stops.push(stop);
  }
  throw new Error(`the focus never leaves the page: ${MOST} stops`);
}

/** The focused element and the problems with its visibility; `null` if nothing in the page has focus. Runs in the page. */
function lookAtFocus() {
  const element = document.activeElement;
  if (element === document.body || element.dataset.seen) return null;
  element.dataset.seen = 'yes';
  const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 60) || element.id;
  return { element: `${element.localName} "${text}"`, faults: [...hidden(), ...unmarked()] };

  function hidden() {
    const parts = [...element.getClientRects()].map(visiblePart).filter((part) => part.width > 0 && part.height > 0);
    if (parts.length === 0) return ['it is not on the screen'];
    return parts.flatMap(({ left, top, width, height }) => {
      const over = document.elementFromPoint(left + width / 2, top + height / 2);
      if (over === element || element.contains(over)) return [];
      return [`it lies under ${over?.localName} "${over?.textContent.trim().slice(0, 40)}"`];
    });
  }

  function visiblePart(box) {
    let { left, top, right, bottom } = box;
    const cut = (frame) => {
      left = Math.max(left, frame.left);
      top = Math.max(top, frame.top);
      right = Math.min(right, frame.right);
      bottom = Math.min(bottom, frame.bottom);
    };
    cut({ left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight });
    for (let frame = element.parentElement; frame !== document.body; frame = frame.parentElement) {
      if (getComputedStyle(frame).overflowX !== 'visible') cut(frame.getBoundingClientRect());
    }
    return { left, top, width: right - left, height: bottom - top };
  }

  /** Whether at least one ring around the element contrasts with its background. */
  function unmarked() {
    const best = Math.max(1, ...rings().map((colour) => contrast(colour, backgroundBehind())));
    return best < 3 ? [`no ring of 2 px stands out from what is behind it: a contrast of ${best.toFixed(2)} at most`] : [];
  }

  function rings() {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
    const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    const shadows = [...boxShadow.matchAll(/(\w+\([^)]*\)) 0px 0px 0px (\d+)px/g)].filter(([, , spread]) => spread >= 2);
    return [...(outlined ? [outlineColor] : []), ...shadows.map(([, colour]) => colour)];
  }

  function backgroundBehind() {
    for (let behind = element.parentElement; behind !== null; behind = behind.parentElement) {
      const { backgroundColor } = getComputedStyle(behind);
      if (channels(backgroundColor)[3] === 1) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes('dark') &&
      matchMedia('(prefers-color-scheme: dark)').matches
      ? 'rgb(18, 18, 18)'
      : 'rgb(255, 255, 255)';
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  function luminance(colour) {
    const [red, green, blue] = channels(colour).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /** Red, green, blue (0 to 255) and opacity (0 to 1) of any CSS colour. */
  function channels(colour) {
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const drawing = canvas.getContext('2d');
    drawing.fillStyle = colour;
    drawing.fillRect(0, 0, 1, 1);
    const [red, green, blue, opacity] = drawing.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, opacity / 255];
  }
}
