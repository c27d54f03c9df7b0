// On A4 paper: how many sheets each kind of page takes, that a table repeats its headings, and that a print says what it
// is of, from when, and where the links to other sites lead.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';

import { WIDE, startChromium, visit } from './chromium.mjs';
import { listedPages, startDirectory } from './directory.mjs';

const PORTRAIT = '594.96 x 841.92 pts (A4)';
const LANDSCAPE = '841.92 x 594.96 pts (A4)';

const directory = await startDirectory();
const chromium = await startChromium();
after(async () => {
  await chromium.stop();
  await directory.stop();
});

// What a reader has on the screen must not come out on paper: light text on a dark ground.
const page = await (await chromium.newContext({ viewport: WIDE, colorScheme: 'dark' })).newPage();
const answers = (await listedPages(directory.origin)).filter((path) => /^\/settings\/[^/]+\/[^/]+$/.test(path));

test('the matrix takes two sheets, across', async () => {
  assert.deepEqual(sheets(await print('/matrix')), { count: 2, size: LANDSCAPE });
});

test('the published table takes two sheets, across', async () => {
  assert.deepEqual(sheets(await print('/matrix/published')), { count: 2, size: LANDSCAPE });
});

test('every answer takes one sheet', async (all) => {
  assert.equal(answers.length, 44);
  for (const path of answers) {
    await all.test(path, async () => assert.deepEqual(sheets(await print(path)), { count: 1, size: PORTRAIT }));
  }
});

test('one nation takes one sheet', async () => {
  assert.deepEqual(sheets(await print('/jurisdictions/scotland')), { count: 1, size: PORTRAIT });
});

test('a table that goes on repeats its headings', async () => {
  for (const [path, lastRow] of [['/matrix', /^ *Terrorism/m], ['/matrix/published', /^ *Customs/m]]) {
    // In letters of twice the size it surely goes on.
    const printed = text(await print(path, { preferCSSPageSize: true, scale: 2 })).split('\f');
    const last = printed.findIndex((sheet) => lastRow.test(sheet));
    assert.ok(last > 0, `${path}: the last row stands on sheet ${last + 1}`);
    for (const [place, sheet] of printed.slice(0, last + 1).entries()) {
      const headings = /Setting +England +Wales +Scotland +Northern/.test(sheet);
      assert.ok(headings, `${path}: sheet ${place + 1} has no headings`);
    }
  }
});

test('the matrix says what its short names stand for', async () => {
  const printed = flat(text(await print('/matrix')));
  assert.ok(printed.includes('MWCS ◆ Mental Welfare Commission for Scotland'), 'MWCS is not explained');
});

test('a print says what it is of, from when, and where other sites are', async () => {
  const printed = flat(text(await print('/settings/prisons/wales')));
  assert.match(printed, /Printed from \S*\/settings\/prisons\/wales\b/);
  assert.match(printed, /data checked \d{1,2} [A-Z][a-z]+ \d{4}/);
  assert.match(printed, /\(https:\/\/hmiprisons\.justiceinspectorates\.gov\.uk\//);
});

test('a print has nothing that paper cannot do', async () => {
  for (const path of ['/', '/matrix', '/settings/prisons/wales', '/lookup']) {
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

async function print(path, options = { preferCSSPageSize: true }) {
  await visit(page, directory.origin, { path });
  return page.pdf(options);
}

function sheets(pdf) {
  const info = execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' });
  return { count: Number(/^Pages: +(\d+)/m.exec(info)[1]), size: /^Page size: +(.*)$/m.exec(info)[1] };
}

function text(pdf) {
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
}

/** A text without line breaks, and with one space where there is any. */
function flat(laidOut) {
  return laidOut.replace(/\s+/g, ' ');
}
