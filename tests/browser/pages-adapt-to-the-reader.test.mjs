// On a page of each kind: the reader's own colours, text size, text spacing, zoom, and reduced motion; on an answer, what
// a screen reader hears.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { bringAxe, overhang, violations } from './axe.mjs';
import { WIDE, failIfAny, startChromium, visit } from './chromium.mjs';
import { COMPUTED_PAGES, listedPages, oneOfEachKind, startDirectory } from './directory.mjs';

const directory = await startDirectory();
const chromium = await startChromium();
after(async () => {
  await chromium.stop();
  await directory.stop();
});

const kinds = oneOfEachKind(await listedPages(directory.origin)).map((path) => ({ path }));
const pages = [...kinds, ...COMPUTED_PAGES.filter(({ method }) => method === undefined)];

onEachKind('in colours that the reader forces on it', { viewport: WIDE, forcedColors: 'active' }, async (page) => {
  await bringAxe(page);
  return violations(page);
});

// 1280 by 1024 at four times the size.
onEachKind('at 400 %', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, async (page) => [
  ...(await sidewaysScroll(page)),
  ...(await clippedText(page)),
  ...(await crowdedHeader(page)),
]);

onEachKind('with text of twice the size', { viewport: WIDE }, async (page) => {
  await restyle(page, 'html { font-size: 200% !important }');
  return [...(await sidewaysScroll(page)), ...(await clippedText(page))];
});

// The text spacing of WCAG 1.4.12.
onEachKind('with text spaced out', { viewport: { width: 320, height: 640 } }, async (page) => {
  await restyle(
    page,
    `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
     p { margin-bottom: 2em !important }`,
  );
  return [...(await sidewaysScroll(page)), ...(await clippedText(page))];
});

onEachKind('with nothing that moves', { viewport: WIDE, reducedMotion: 'reduce' }, (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
      const still = animationName === 'none' && parseFloat(transitionDuration) === 0 && scrollBehavior === 'auto';
      return still ? [] : [`${element.localName}.${element.className} moves`];
    }),
  ),
);

test('a screen reader hears the answer, what is urgent, the bodies by their names and the steps', async () => {
  const page = await (await chromium.newContext()).newPage();
  await visit(page, directory.origin, { path: '/settings/prisons/wales' });
  const heard = await page.locator('main').ariaSnapshot();
  const headings = [...heard.matchAll(/heading "([^"]*)" \[level=(\d)\]/g)].map(([, name, level]) => `${level} ${name}`);
  assert.deepEqual(headings.slice(0, 11), [
    '1 Who monitors prisons in Wales',
    '2 If you are worried about someone now',
    '2 Who they are',
    '3 HM Inspectorate of Prisons',
    '3 Healthcare Inspectorate Wales',
    '3 Independent Monitoring Boards',
    '2 How to complain',
    '3 The prison',
    '3 Prisons and Probation Ombudsman',
    '3 For health care: the health care team or the local health board',
    '3 For health care, last: Public Services Ombudsman for Wales',
  ]);
  assert.ok(heard.indexOf('inspects prisons in Wales') < heard.indexOf('heading "If you are worried'));
  assert.doesNotMatch(heard, /[■●◆▲]/, 'a mark of the stylesheet is read aloud');
});

function onEachKind(name, options, look) {
  test(name, async (reader) => {
    const context = await chromium.newContext(options);
    const page = await context.newPage();
    for (const wanted of pages) {
      await reader.test(wanted.path, async () => {
        await visit(page, directory.origin, wanted);
        failIfAny(await look(page));
      });
    }
    await context.close();
  });
}

/** Adds a reader's style rules to the page's, bypassing its content security policy. */
async function restyle(page, rules) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, rules);
}

async function sidewaysScroll(page) {
  const beyond = await overhang(page);
  return beyond > 0 ? [`the page scrolls sideways by ${beyond} px`] : [];
}

/** Problems if the header has more than the site's name and two links, or hides a link that the footer lacks. */
function crowdedHeader(page) {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll('header a')];
    const shown = links.filter((link) => link.checkVisibility()).map((link) => link.textContent);
    const foot = new Set([...document.querySelectorAll('footer a')].map((link) => link.getAttribute('href')));
    const others = links.filter((link) => !link.closest('.brand')).map((link) => link.getAttribute('href'));
    const lost = others.filter((href) => !foot.has(href));
    const share = document.querySelector('header').getBoundingClientRect().height / window.innerHeight;
    return [
      ...(shown.length === 3 ? [] : [`the header shows ${shown.join(', ')}`]),
      ...lost.map((href) => `the foot has no link to ${href}`),
      ...(share <= 0.4 ? [] : [`the header takes ${Math.round(share * 100)} % of the screen`]),
    ];
  });
}

/** Elements that clip their text. Elements one pixel wide are for screen readers only. */
function clippedText(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')].flatMap((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
      const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
      const across = cuts(overflowX) && scrollWidth > clientWidth + 1;
      const down = cuts(overflowY) && scrollHeight > clientHeight + 1;
      if (clientWidth <= 1 || !(across || down)) return [];
      return [`${element.localName}.${element.className} cuts off "${element.textContent.trim().slice(0, 60)}"`];
    }),
  );
}
