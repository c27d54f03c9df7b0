// The browser: Debian's Chromium, with nothing kept from one run to the next.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts the browser; `newContext` makes a fresh reader, `stop` ends it. */
export async function startChromium() {
  // Chromium keeps some files under the home directory, whatever its profile is.
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

/** Goes to a page of the directory and fails unless it has the status that it should have. */
export async function visit(page, origin, { path, status = 200, method = 'GET' }) {
  const address = origin + path;
  if (method !== 'GET') {
    await page.route(address, (route) => route.continue({ method }), { times: 1 });
  }
  const response = await page.goto(address);
  if (response.status() !== status) throw new Error(`${path}: expected ${status}, but found ${response.status()}`);
}

/** Fails with what was found wrong, one line each, and not with hundreds of them. */
export function failIfAny(found) {
  const MOST = 20;
  if (found.length === 0) return;
  const more = found.length > MOST ? [`... and ${found.length - MOST} more`] : [];
  assert.fail([...found.slice(0, MOST), ...more].join('\n'));
}
