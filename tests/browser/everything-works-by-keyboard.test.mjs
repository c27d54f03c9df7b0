// Keyboard only, with and without scripts: skip links, the ways to an answer, the lookup, its errors and their
// correction, the search, and a table that is wider than the screen.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { NARROW, WIDE, startChromium } from './chromium.mjs';
import { startDirectory } from './directory.mjs';

const directory = await startDirectory();
const chromium = await startChromium();
after(async () => {
  await chromium.stop();
  await directory.stop();
});

for (const javaScriptEnabled of [true, false]) {
  const journey = (name, go) =>
    test(`${name}, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const context = await chromium.newContext({ javaScriptEnabled, viewport: WIDE });
      try {
        await go(new Keyboard(await context.newPage()));
      } finally {
        await context.close();
      }
    });

  journey('the first stop leads past the header', async (keyboard) => {
    for (const path of ['/', '/settings/prisons/wales', '/places/hmp-cardiff', '/lookup?find=1', '/no-such-page']) {
      await keyboard.open(path);
      await keyboard.press('Tab');
      assert.equal((await keyboard.focused()).text, 'Skip to main content');
      await keyboard.press('Enter');
      assert.equal((await keyboard.focused()).id, 'main');
      await keyboard.press('Tab');
      assert.ok((await keyboard.focused()).inMain, `${path}: the stop after the main content is outside of it`);
    }
  });

  journey('a link leads past each table', async (keyboard) => {
    for (const path of ['/matrix', '/matrix/published']) {
      await keyboard.open(path);
      await keyboard.tabTo({ text: 'Skip past the table' });
      await keyboard.press('Enter');
      assert.equal((await keyboard.focused()).id, 'after-table');
      await keyboard.press('Tab');
      assert.ok(!(await keyboard.focused()).inTable, `${path}: the next stop is back in the table`);
    }
  });

  journey('the kinds of place on the home page lead to the answer', async (keyboard) => {
    await keyboard.open('/');
    await keyboard.tabTo({ text: 'Police custody' });
    await keyboard.press('Enter', '/settings/police-custody');
    await keyboard.tabTo({ text: 'Scotland' });
    await keyboard.press('Enter', '/settings/police-custody/scotland');
    assert.equal(await keyboard.heading(), 'Who monitors police custody in Scotland');
  });

  journey('an answer leads to the same for another nation', async (keyboard) => {
    await keyboard.open('/settings/prisons/wales');
    await keyboard.tabTo({ text: 'Scotland' });
    await keyboard.press('Enter', '/settings/prisons/scotland');
  });

  journey('the lookup leads to the answer', async (keyboard) => {
    await keyboard.open('/');
    await keyboard.tabTo({ text: 'Find a place' });
    await keyboard.press('Enter', '/lookup');
    await keyboard.tabTo({ name: 'setting' });
    await keyboard.press('Space');
    // Within a radio group, the arrow keys choose.
    for (let steps = 0; (await keyboard.focused()).value !== 'police-custody'; steps += 1) {
      assert.ok(steps < 20, 'the arrows never choose police custody');
      await keyboard.press('ArrowDown');
    }
    await keyboard.tabTo({ name: 'jurisdiction' });
    for (let steps = 0; (await keyboard.focused()).value !== 'scotland'; steps += 1) {
      assert.ok(steps < 20, 'the arrows never choose Scotland');
      await keyboard.press('ArrowDown');
    }
    await keyboard.tabTo({ text: 'Find who monitors it' });
    await keyboard.press('Enter', '/settings/police-custody/scotland');
    assert.equal(await keyboard.heading(), 'Who monitors police custody in Scotland');
  });

  journey('the lookup with nothing chosen says so, and lets it be mended', async (keyboard) => {
    await keyboard.open('/lookup');
    await keyboard.tabTo({ text: 'Find who monitors it' });
    await keyboard.press('Enter', '/lookup');
    assert.match(await keyboard.title(), /^Error: /);
    await keyboard.tabTo({ text: 'Select what kind of place it is' });
    await keyboard.press('Enter');
    assert.equal((await keyboard.focused()).name, 'setting');
    await keyboard.press('Space');
    const { value: setting } = await keyboard.focused();
    await keyboard.tabTo({ name: 'jurisdiction' });
    await keyboard.press('Space');
    const { value: jurisdiction } = await keyboard.focused();
    await keyboard.press('Enter', `/settings/${setting}/${jurisdiction}`);
  });

  journey('the lookup with one thing chosen asks for the other alone', async (keyboard) => {
    await keyboard.open('/lookup');
    await keyboard.tabTo({ name: 'jurisdiction' });
    await keyboard.press('Space');
    const { value: jurisdiction } = await keyboard.focused();
    await keyboard.press('Enter', '/lookup');
    await keyboard.tabTo({ name: 'setting' });
    await keyboard.press('Space');
    const { value: setting } = await keyboard.focused();
    await keyboard.tabTo({ text: 'Find who monitors it' });
    assert.equal(await keyboard.page.locator('fieldset').count(), 1);
    await keyboard.press('Enter', `/settings/${setting}/${jurisdiction}`);
  });

  journey('the lookup that asks for one thing says so when it is not chosen', async (keyboard) => {
    await keyboard.open('/lookup?setting=prisons');
    await keyboard.tabTo({ text: 'Find who monitors it' });
    await keyboard.press('Enter', '/lookup');
    assert.match(await keyboard.title(), /^Error: /);
    await keyboard.tabTo({ text: 'Select which nation the place is in' });
    await keyboard.press('Enter');
    assert.equal((await keyboard.focused()).name, 'jurisdiction');
    await keyboard.press('Space');
    const { value: jurisdiction } = await keyboard.focused();
    await keyboard.press('Enter', `/settings/prisons/${jurisdiction}`);
  });

  journey('a reader who is not sure is led on', async (keyboard) => {
    await keyboard.open('/lookup');
    await keyboard.tabTo({ name: 'setting' });
    await keyboard.press('ArrowUp');
    assert.equal((await keyboard.focused()).value, 'not_sure');
    await keyboard.press('Enter', '/lookup/help');
  });

  journey('the search leads to the answer', async (keyboard) => {
    await keyboard.open('/matrix');
    await keyboard.tabTo({ text: 'Search' });
    await keyboard.press('Enter', '/search');
    await keyboard.tabTo({ name: 'q' });
    await keyboard.type('jail wales');
    await keyboard.press('Enter', '/search');
    await keyboard.tabTo({ text: 'Who monitors prisons in Wales' });
    await keyboard.press('Enter', '/settings/prisons/wales');
  });

  journey('the search on the home page finds a place by its name', async (keyboard) => {
    await keyboard.open('/');
    await keyboard.tabTo({ name: 'q' });
    await keyboard.type('hmp cardiff');
    await keyboard.press('Enter', '/search');
    await keyboard.tabTo({ text: 'Who monitors prisons in Wales' });
    await keyboard.press('Enter', '/settings/prisons/wales');
  });

  journey('the search for nothing says so, and lets it be mended', async (keyboard) => {
    await keyboard.open('/search');
    await keyboard.tabTo({ name: 'q' });
    await keyboard.press('Enter', '/search');
    assert.match(await keyboard.title(), /^Error: /);
    await keyboard.tabTo({ text: 'Enter a word for the place, like prison or police station' });
    await keyboard.press('Enter');
    assert.equal((await keyboard.focused()).name, 'q');
    await keyboard.type('HMIC');
    await keyboard.press('Enter', '/search');
    assert.doesNotMatch(await keyboard.title(), /^Error: /);
  });

  journey('a table that is wider than the screen scrolls by the arrows', async (keyboard) => {
    await keyboard.page.setViewportSize(NARROW);
    await keyboard.open('/matrix');
    await keyboard.tabTo({ role: 'region' });
    const scrolled = () => keyboard.page.evaluate(() => document.activeElement.scrollLeft);
    assert.equal(await scrolled(), 0);
    // Scrolling is smooth, so the first check may be too early.
    for (let presses = 0; (await scrolled()) === 0; presses += 1) {
      assert.ok(presses < 50, 'the arrows do not scroll it');
      await keyboard.press('ArrowRight');
      await keyboard.page.waitForTimeout(50);
    }
  });
}

/** A page as a keyboard user operates it. */
class Keyboard {
  constructor(page) {
    this.page = page;
  }

  async open(path) {
    await this.page.goto(directory.origin + path);
  }

  /** Presses a key; if a path is given, waits for the page at that path. */
  async press(key, path) {
    if (path === undefined) return this.page.keyboard.press(key);
    const arrived = this.page.waitForEvent('load');
    await this.page.keyboard.press(key);
    await arrived;
    assert.equal(new URL(this.page.url()).pathname, path);
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  /** Presses Tab until an element with these properties has focus. */
  async tabTo(wanted) {
    const MOST = 300;
    for (let stops = 0; stops < MOST; stops += 1) {
      await this.page.keyboard.press('Tab');
      const focused = await this.focused();
      if (Object.entries(wanted).every(([key, value]) => focused[key] === value)) return;
    }
    assert.fail(`${this.page.url()}: no stop with ${JSON.stringify(wanted)} within ${MOST}`);
  }

  /** The focused element. */
  focused() {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return {
        id: element.id,
        name: element.name,
        value: element.value,
        role: element.getAttribute('role'),
        text: element.textContent.trim(),
        inMain: element !== document.body && document.querySelector('main').contains(element),
        inTable: element.closest('table') !== null,
      };
    });
  }

  title() {
    return this.page.title();
  }

  heading() {
    return this.page.locator('h1').innerText();
  }
}
