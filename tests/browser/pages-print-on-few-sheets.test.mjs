// On A4 paper: what is on which sheet of each kind of page, how large its letters are, that tables repeat their
// headings, and that a print shows its title, its date and the URLs of links to other sites.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';

import { WIDE, startChromium, visit } from './chromium.mjs';
import { listedPages, startDirectory, withTenPlaces } from './directory.mjs';

const PORTRAIT = '594.96 x 841.92 pts (A4)';
const LANDSCAPE = '841.92 x 594.96 pts (A4)';

const directory = await startDirectory();
const chromium = await startChromium();
after(async () => {
  await chromium.stop();
  await directory.stop();
});

// A dark colour scheme on screen must not print light text on a dark background.
const page = await (await chromium.newContext({ viewport: WIDE, colorScheme: 'dark' })).newPage();
const listed = await listedPages(directory.origin);
const answers = listed.filter((path) => /^\/settings\/[^/]+\/[^/]+$/.test(path));
const places = withTenPlaces(listed).filter((path) => path.startsWith('/places/'));
const members = listed.filter((path) => /^\/members\/[^/]+$/.test(path));

test('the matrix takes one landscape sheet, with its key', async () => {
  const printed = await print('/matrix');
  assert.deepEqual(sheets(printed), { count: 1, size: LANDSCAPE });
  assert.ok(flat(text(printed)).includes('What the initials stand for'), 'there is no key');
});

test('no letter of the matrix is smaller than 9 points', async () => {
  assert.ok(smallest(await print('/matrix')) >= 9);
});

test('the published table takes two landscape sheets', async () => {
  assert.deepEqual(sheets(await print('/matrix/published')), { count: 2, size: LANDSCAPE });
});

// The first sheet can be posted to someone in detention: everything that helps is on it.
test('the first sheet of every answer is the answer, and its evidence begins the next', async (all) => {
  assert.equal(answers.length, 44);
  const parts = ['h1', '.verdict', '#urgent', '#who'];
  for (const path of answers) {
    // This one has more than fits: its steps end on the back of the first sheet.
    const isLong = path === '/settings/prisons/wales';
    await all.test(path, () => beginsWith(path, isLong ? parts : [...parts, '#complain']));
  }
});

test('a place takes one sheet, with its monitors and what is urgent', async (all) => {
  assert.equal(places.length, 10);
  for (const path of places) {
    await all.test(path, async () => {
      const printed = await print(path);
      assert.deepEqual(sheets(printed), { count: 1, size: PORTRAIT });
      for (const part of await endsOf(['h1', '.verdict', '#urgent'])) {
        assert.ok(squeezed(text(printed, '-raw')).includes(squeezed(part)), `“${part}” is not on the sheet`);
      }
    });
  }
});

test('an answer is set in 12 points', async () => {
  await print('/settings/prisons/wales');
  await page.emulateMedia({ media: 'print' });
  const sizes = await page.evaluate(() =>
    [...document.querySelectorAll('.urgent p:not(.small), .steps p, .cards dd')].map((element) =>
      parseFloat(getComputedStyle(element).fontSize),
    ),
  );
  await page.emulateMedia({ media: null });
  assert.ok(sizes.length >= 5, `only ${sizes.length} paragraphs`);
  assert.ok(Math.min(...sizes) >= 15.99, `${Math.min(...sizes) * 0.75} points`);
});

test('the facts of every member and its table are on one sheet', async (all) => {
  assert.equal(members.length, 21);
  for (const path of members) {
    await all.test(path, async () => {
      const printed = await print(path);
      assert.equal(sheets(printed).size, PORTRAIT);
      const first = squeezed(text(printed, '-raw').split('\f')[0]);
      for (const part of await endsOf(['h1', '.facts', '.covers tbody'])) {
        assert.ok(first.includes(squeezed(part)), `“${part}” is not on the first sheet`);
      }
    });
  }
});

test('the home page takes one sheet, with its picture', async () => {
  assert.deepEqual(sheets(await print('/')), { count: 1, size: PORTRAIT });
});

test('one nation takes one sheet', async () => {
  assert.deepEqual(sheets(await print('/jurisdictions/scotland')), { count: 1, size: PORTRAIT });
});

test('a table that continues on another sheet repeats its headings', async () => {
  for (const [path, lastRow] of [['/matrix', /^ *Terrorism/m], ['/matrix/published', /^ *Customs/m]]) {
    // At twice the letter size it certainly takes two sheets.
    const printed = text(await print(path, { preferCSSPageSize: true, scale: 2 })).split('\f');
    const last = printed.findIndex((sheet) => lastRow.test(sheet));
    assert.ok(last > 0, `${path}: the last row stands on sheet ${last + 1}`);
    for (const [place, sheet] of printed.slice(0, last + 1).entries()) {
      const headings = /Kind of place +England +Wales +Scotland +Northern/.test(sheet);
      assert.ok(headings, `${path}: sheet ${place + 1} has no headings`);
    }
  }
});

test('the matrix explains its abbreviations', async () => {
  // Column by column.
  const printed = flat(text(await print('/matrix'), '-raw'));
  assert.ok(printed.includes('MWCS ◆ Mental Welfare Commission for Scotland'), 'MWCS is not explained');
});

test('a print shows its title, its date and the URLs of other sites', async () => {
  const printed = flat(text(await print('/settings/prisons/wales')));
  assert.match(printed, /\S*\/settings\/prisons\/wales · /);
  assert.match(printed, /facts checked \d{1,2} [A-Z][a-z]+ \d{4}/);
  assert.match(printed, /\(https:\/\/hmiprisons\.justiceinspectorates\.gov\.uk\//);
});

test('a print has nothing interactive', async () => {
  for (const path of ['/', '/matrix', '/settings/prisons/wales', '/places/hmp-cardiff', '/lookup']) {
    assert.doesNotMatch(text(await print(path)), /Skip |Search for|Find who monitors it/, path);
  }
});

test('a print is dark on light', async () => {
  await visit(page, directory.origin, { path: '/settings/prisons/wales' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const colours = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return { color, backgroundColor };
  });
  await page.emulateMedia({ media: null });
  assert.deepEqual(colours, { color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' });
});

/** Checks that all these parts end on the first side of a page, and that its evidence begins on a later one. */
async function beginsWith(path, parts) {
  const printed = await print(path);
  assert.equal(sheets(printed).size, PORTRAIT);
  const sides = text(printed, '-raw').split('\f').map(flat);
  const first = squeezed(sides[0]);
  for (const part of await endsOf(parts)) {
    assert.ok(first.includes(squeezed(part)), `“${part}” is not on the first side`);
  }
  const evidence = sides.findIndex((side) => /^ ?Evidence\b/.test(side));
  assert.ok(evidence === 1 || evidence === 2, 'the evidence does not begin a side after the first');
  // The text ends with a form feed.
  const rest = sides.length - 1 - evidence;
  assert.ok(rest <= 2, `the evidence takes ${rest} sides`);
}

async function print(path, options = { preferCSSPageSize: true }) {
  await visit(page, directory.origin, { path });
  return page.pdf(options);
}

/** The last words of the last paragraph, item or row heading of each part of the page. */
async function endsOf(selectors) {
  await page.emulateMedia({ media: 'print' });
  const ends = await page.evaluate((all) => {
    const BLOCKS = 'p, li, dd, th';
    return all.flatMap((selector) => {
      const part = document.querySelector(selector);
      if (part === null) return [];
      // A section is identified by its heading.
      const whole = part.localName === 'h2' ? part.parentElement : part;
      const blocks = [whole, ...whole.querySelectorAll(BLOCKS)].filter(
        (block) => block.checkVisibility() && !block.querySelector(BLOCKS) && block.textContent.trim() !== '',
      );
      return [blocks.at(-1).textContent.trim().split(/\s+/).slice(-6).join(' ')];
    });
  }, selectors);
  await page.emulateMedia({ media: null });
  return ends;
}

/** The size in points of the smallest letters; drawn marks such as squares and dots are excluded. */
function smallest(pdf) {
  const ZOOM = 3;
  const xml = execFileSync('pdftohtml', ['-xml', '-i', '-stdout', '-zoom', `${ZOOM}`, '-', '-'], {
    input: pdf,
    encoding: 'utf8',
  });
  const sizes = new Map([...xml.matchAll(/<fontspec id="(\d+)" size="(\d+)"/g)].map(([, id, size]) => [id, size / ZOOM]));
  const used = [...xml.matchAll(/<text [^>]* font="(\d+)">(.*?)<\/text>/g)].filter(([, , inner]) =>
    /\p{L}/u.test(inner.replace(/<[^>]*>/g, '')),
  );
  return Math.min(...used.map(([, font]) => sizes.get(font)));
}

function sheets(pdf) {
  const info = execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' });
  return { count: Number(/^Pages: +(\d+)/m.exec(info)[1]), size: /^Page size: +(.*)$/m.exec(info)[1] };
}

function text(pdf, order = '-layout') {
  return execFileSync('pdftotext', [order, '-', '-'], { input: pdf, encoding: 'utf8' });
}

/** A text with white space collapsed. */
function flat(laidOut) {
  return laidOut.replace(/\s+/g, ' ');
}

/** A text without white space. */
function squeezed(laidOut) {
  return laidOut.replace(/\s+/g, '');
}
