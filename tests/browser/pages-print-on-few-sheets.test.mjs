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
  for (const path of ['/matrix', '/matrix/published']) {
    // In letters of twice the size it surely does.
    const pdf = await print(path, { preferCSSPageSize: true, scale: 2 });
    const withRows = text(pdf)
      .split('\f')
      .filter((sheet) => /^ *(Prisons|Police custody|Immigration detention|Customs custody)\b/im.test(sheet));
    assert.ok(withRows.length >= 2, `${path}: the table stands on ${withRows.length} sheet`);
    for (const sheet of withRows) assert.match(sheet, /Setting +England +Wales +Scotland +Northern Ireland/, path);
  }
});

test('the matrix says what its short names stand for', async () => {
  assert.match(text(await print('/matrix')), /HMICFRS\W+HM Inspectorate of Constabulary and Fire & Rescue Services/);
});

test('a print says what it is of, from when, and where other sites are', async () => {
  const printed = text(await print('/settings/prisons/wales')).replace(/\s+/g, ' ');
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
