// Starts the directory on a free port and lists its pages.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM =
  process.env.NPM_DIRECTORY ??
  fileURLToPath(new URL('../../target/release/npm-directory', import.meta.url));

/** Starts the directory with these options and resolves to its origin, and to how to stop it. */
export async function startDirectory(...options) {
  const child = spawn(PROGRAM, ['--listen', '127.0.0.1:0', ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
  const origin = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${PROGRAM} ended with ${code} before it listened`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      const address = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line);
      if (address) resolve(address[1]);
      else reject(new Error(`expected "listening on" an address, but found "${line}"`));
    });
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // Do not leave the server running, however this process ends.
  process.once('exit', () => child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  return {
    origin,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The paths of all pages in the sitemap. */
export async function listedPages(origin) {
  const sitemap = await (await fetch(`${origin}/sitemap.xml`)).text();
  const pages = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => new URL(address).pathname);
  if (pages.length < 600) throw new Error(`the sitemap lists only ${pages.length} pages`);
  return pages;
}

/** Pages that are not in the sitemap: computed pages and errors. */
export const COMPUTED_PAGES = [
  { path: '/search', status: 200 },
  { path: '/search?q=', status: 200 },
  { path: '/search?q=prison+wales', status: 200 },
  { path: '/search?q=prisson+scotlnd', status: 200 },
  { path: '/search?q=cells', status: 200 },
  { path: '/search?q=ombudsman', status: 200 },
  { path: '/search?q=HMP+Cardiff', status: 200 },
  { path: '/search?q=carchar', status: 200 },
  { path: '/search?q=xyzzy', status: 200 },
  { path: '/lookup?find=1', status: 200 },
  { path: '/lookup?setting=prisons', status: 200 },
  { path: '/lookup?setting=prisons&find=1', status: 200 },
  { path: '/lookup?jurisdiction=wales&find=1', status: 200 },
  { path: '/lookup?setting=dungeon&jurisdiction=wales&find=1', status: 400 },
  { path: '/no-such-page', status: 404 },
  { path: '/cy/search?q=carchar+cymru', status: 200 },
  { path: '/cy/search?q=xyzzy', status: 200 },
  { path: '/cy/lookup?find=1', status: 200 },
  { path: '/cy/no-such-page', status: 404 },
  { path: '/settings/prisns', status: 404 },
  { path: '/about', status: 405, method: 'POST' },
];

/** A path without that of the language. */
export const inEnglish = (path) => path.replace(/^\/cy(?=\/|$)/, '') || '/';

/** One English page of each kind. */
export function oneOfEachKind(pages) {
  const kinds = new Map();
  for (const page of pages.filter((page) => page === inEnglish(page))) {
    const steps = page.split('/').slice(1);
    const varies = ['settings', 'jurisdictions', 'members', 'places'].includes(steps[0]);
    const kind = varies ? `${steps[0]}, ${steps.length} steps` : page;
    if (!kinds.has(kind)) kinds.set(kind, page);
  }
  return [...kinds.values()];
}

/** All pages, but only ten of the hundreds of places in each language, from across the alphabet. */
export function withTenPlaces(pages) {
  const isPlace = (page) => inEnglish(page).startsWith('/places/');
  const ten = (places) => {
    if (places.length < 10) throw new Error(`the sitemap lists only ${places.length} places`);
    return Array.from({ length: 10 }, (_, tenth) => places[Math.floor((tenth * places.length) / 10)]);
  };
  const places = pages.filter(isPlace);
  const isEnglish = (page) => page === inEnglish(page);
  const some = [...ten(places.filter(isEnglish)), ...ten(places.filter((page) => !isEnglish(page)))];
  return [...pages.filter((page) => !isPlace(page)), ...some];
}
