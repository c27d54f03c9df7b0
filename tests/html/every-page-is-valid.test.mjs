// The Nu HTML checker finds no error and no warning in any page, the stylesheet or the icon.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { failIfAny } from '../browser/chromium.mjs';
import { COMPUTED_PAGES, listedPages, startDirectory } from '../browser/directory.mjs';

// The packages are installed with the browser tests.
const require = createRequire(new URL('../browser/package.json', import.meta.url));
const CHECKER = join(dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

const directory = await startDirectory();
const folder = await mkdtemp(join(tmpdir(), 'npm-directory-html-'));
after(async () => {
  await rm(folder, { recursive: true, force: true });
  await directory.stop();
});

test('the checker finds nothing', async () => {
  const saved = await saveAll();
  const messages = await check([...saved.keys()]);
  failIfAny(
    messages.map(({ url, lastLine, message, extract, type }) => {
      const path = saved.get(basename(fileURLToPath(url)));
      return `${path}:${lastLine ?? '?'}: ${type}: ${message} ${JSON.stringify(extract ?? '')}`;
    }),
  );
});

/** Writes every page and asset to the folder; resolves to a map from file to path. */
async function saveAll() {
  const saved = new Map();
  const assets = new Set();
  const pages = [...(await listedPages(directory.origin)).map((path) => ({ path })), ...COMPUTED_PAGES];
  for (const { path, method = 'GET' } of pages) {
    const text = await (await fetch(directory.origin + path, { method, redirect: 'error' })).text();
    await save(saved, 'html', `${method} ${path}`, text);
    for (const [, asset] of text.matchAll(/href="(\/assets\/[^"]*)"/g)) assets.add(asset);
  }
  for (const path of assets) {
    const text = await (await fetch(directory.origin + path)).text();
    await save(saved, path.split('.').pop(), path, text);
  }
  return saved;
}

async function save(saved, ending, path, text) {
  const name = `${saved.size}.${ending}`;
  saved.set(name, path);
  await writeFile(join(folder, name), text);
}

async function check(names) {
  const args = ['-Xss4m', '-jar', CHECKER, '--format', 'json', '--also-check-css', '--also-check-svg', '--Werror'];
  // It exits with 1 if it finds something, and prints that to standard error.
  const { stderr } = await promisify(execFile)('java', [...args, ...names], { cwd: folder, maxBuffer: 1 << 26 }).catch(
    (failure) => failure,
  );
  try {
    return JSON.parse(stderr).messages;
  } catch {
    throw new Error(`the checker did not run: ${stderr}`);
  }
}
