// A page of each kind in a language that is none, made from the English messages by Hebrew letters: axe finds nothing,
// nothing makes the reader scroll sideways, and what is never mirrored is not: telephone numbers, addresses, and English.

import { after, test } from 'node:test';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bringAxe, overhang, violations } from './axe.mjs';
import { NARROW, WIDE, failIfAny, startChromium, visit } from './chromium.mjs';
import { listedPages, oneOfEachKind, startDirectory } from './directory.mjs';

// The tag that CLDR gives to a language for such tests.
const LANGUAGE = 'ar-XB';
const ROOT = '/ar-xb';
const LETTERS = 'אבגדהוזחטיכלמנסעפצקרשתםןףך';
const TRANSLATION = `[translation]
language = "${LANGUAGE}"
reviewed = false

[texts]
"Prisons" = "בתי סוהר"
`;

const repository = (path) => new URL(`../../${path}`, import.meta.url);
const folder = await mkdtemp(join(tmpdir(), 'npm-directory-right-to-left-'));
await writeFile(join(folder, `${LANGUAGE}.ftl`), mirrored(await readFile(repository('locales/en.ftl'), 'utf8')));
await writeFile(join(folder, `uk.${LANGUAGE}.toml`), TRANSLATION);
await copyFile(repository('data/uk.toml'), join(folder, 'uk.toml'));

const directory = await startDirectory('--locales', folder, '--data', join(folder, 'uk.toml'));
const chromium = await startChromium();
after(async () => {
  await chromium.stop();
  await directory.stop();
  await rm(folder, { recursive: true });
});

const listed = await listedPages(directory.origin);
const kinds = oneOfEachKind(listed.filter((path) => !path.startsWith(ROOT)));
const pages = [
  ...kinds.map((path) => ({ path: path === '/' ? ROOT : ROOT + path })),
  { path: `${ROOT}/search?q=prison` },
  { path: `${ROOT}/lookup?find=1` },
  { path: `${ROOT}/no-such-page`, status: 404 },
];

for (const [width, viewport] of [['1280 px', WIDE], ['320 px', NARROW]]) {
  test(`from right to left, ${width}`, async (all) => {
    const context = await chromium.newContext({ viewport });
    const page = await context.newPage();
    for (const wanted of pages) {
      await all.test(wanted.path, async () => {
        await visit(page, directory.origin, wanted);
        await bringAxe(page);
        const beyond = await overhang(page);
        failIfAny([
          ...(await violations(page)),
          ...(beyond > 0 ? [`the page scrolls sideways by ${beyond} px`] : []),
          ...(await mirroredParts(page)),
        ]);
      });
    }
    await context.close();
  });
}

/** Messages with Hebrew letters: neither in ids, comments, arguments, tags nor the names of variants. */
function mirrored(messages) {
  const KEPT = /(^#.*|^[a-z0-9-]+ =|^\s*\*?\[[\w-]+\]|\{[^{}]*?(?:->|\})|<\/?[a-z-]+>)|([A-Za-z])/gm;
  return messages.replace(KEPT, (_, kept, letter) => kept ?? LETTERS[letter.toLowerCase().charCodeAt(0) - 97]);
}

/** What is laid out from the wrong side: the page itself, and in it what has its own direction. */
function mirroredParts(page) {
  return page.evaluate(() => {
    const found = getComputedStyle(document.body).direction === 'rtl' ? [] : ['the page reads from left to right'];
    for (const element of document.querySelectorAll('.tel, .url a, main [lang]')) {
      const { direction, unicodeBidi } = getComputedStyle(element);
      const isApart = unicodeBidi.startsWith('isolate') || getComputedStyle(element).display !== 'inline';
      if (direction !== 'ltr' || !isApart) found.push(`“${element.textContent}” reads from right to left`);
    }
    return [...new Set(found)];
  });
}
