// Starts Debian's Chromium with an empty profile for each run.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts the browser; `newContext` makes a fresh session, `stop` ends the browser. */
export async function startChromium() {
  // Chromium writes some files to the home directory regardless of the profile.
  const home = await mkdtemp(join(tmpdir(), 'npm-directory-chromium-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    newContext: (options) => browser.newContext(options),
    stop: () => browser.close(),
  };
}

export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 320, height: 640 };

/** Opens a page of the directory; fails if it has another status than expected. */
export async function visit(page, origin, { path, status = 200, method = 'GET' }) {
  const address = origin + path;
  if (method !== 'GET') {
    await page.route(address, (route) => route.continue({ method }), { times: 1 });
  }
  const response = await page.goto(address);
  if (response.status() !== status) throw new Error(`${path}: expected ${status}, but found ${response.status()}`);
}

/** Fails with a list of problems, one line each, limited in length. */
export function failIfAny(found) {
  const MOST = 20;
  if (found.length === 0) return;
  const more = found.length > MOST ? [`... and ${found.length - MOST} more`] : [];
  assert.fail([...found.slice(0, MOST), ...more].join('\n'));
}
