// A hand in the Agents Playground: types, presses what a person would press, and looks.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

const SOME_DAY = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);

export class Teams {
  /** Opens the Playground's page, with nothing in it but the chat. */
  static async open(address, pictures) {
    mkdirSync(pictures, { recursive: true });
    const browser = await chromium.launch({ executablePath: BROWSER, args: QUIET });
    const page = await browser.newPage({ viewport: { width: 1360, height: 1700 } });
    page.setDefaultTimeout(60_000);
    // The page looks for its maker's servers; the journey needs nothing but this machine.
    const here = new URL(address).host;
    await page.route('**/*', (route) =>
      new URL(route.request().url()).host === here ? route.continue() : route.abort(),
    );
    await page.goto(address);
    await page.getByRole('button', { name: 'Toggle Log Panel' }).click();
    return new Teams(browser, page, pictures);
  }

  constructor(browser, page, pictures) {
    this.browser = browser;
    this.page = page;
    this.pictures = pictures;
    this.taken = 0;
  }

  /** Every message that shows a card, the newest last. */
  get cards() {
    return this.page.locator('.ac-container.ac-adaptiveCard:not(.ac-adaptiveCard *)');
  }

  /** The newest card that says all of this. */
  card(...words) {
    return words.reduce((found, word) => found.filter({ hasText: word }), this.cards).last();
  }

  /** Chooses a chat or channel by its name. */
  async goTo(name) {
    await this.page.getByRole('treeitem', { name }).click();
  }

  /** Types a message and sends it. */
  async say(words, { mention = false } = {}) {
    const box = this.page.getByRole('textbox').last();
    await box.click();
    if (mention) {
      await this.page.keyboard.type('@Res');
      await this.page.getByRole('option').first().click();
    }
    await this.page.keyboard.type(words);
    await this.page.getByRole('button', { name: 'Send Message' }).click();
  }

  /** Waits until a card says all of this, and gives it. */
  async sees(...words) {
    const card = this.card(...words);
    await card.waitFor();
    await card.scrollIntoViewIfNeeded();
    return card;
  }

  /** Waits for the newest card that says all of this and offers this button. */
  async offers(title, ...words) {
    const button = this.page.getByRole('button', { name: title, exact: true });
    const card = this.cards.filter({ has: button });
    const found = words.reduce((cards, word) => cards.filter({ hasText: word }), card).last();
    await found.waitFor();
    return found;
  }

  /** Asks for a case and waits for the card that is the answer. */
  async opens(ref) {
    const before = await this.cards.count();
    await this.say(`case ${ref}`);
    await this.cards.nth(before).waitFor();
  }

  /** Waits until something in the chat says this. */
  async reads(words) {
    await this.page.getByText(words).last().waitFor();
  }

  /** Presses a card's button. */
  async press(card, title) {
    await card.getByRole('button', { name: title, exact: true }).click();
  }

  /** Answers a card's questions by their labels. */
  async fill(card, answers) {
    for (const [question, answer] of Object.entries(answers)) {
      await this.answer(card, question, answer);
    }
  }

  /** Answers one question in the way that its kind of field wants. */
  async answer(card, question, answer) {
    const group = card.getByRole('radiogroup', { name: question });
    const tick = card.getByRole('checkbox', { name: `${question} ${answer}` });
    const list = card.getByRole('combobox', { name: question });
    if (await group.count()) {
      await group.getByRole('radio', { name: answer }).first().check();
    } else if (await tick.count()) {
      await tick.first().check();
    } else if ((await list.count()) && !/^\d{4}-\d\d-\d\d$/.test(answer)) {
      await list.first().click();
      await this.page.getByRole('option', { name: answer }).first().click();
    } else {
      await card.getByLabel(question).first().fill(answer);
    }
  }

  /** Answers in one word whatever else a card insists on. */
  async fillTheRest(card) {
    const wanted = card.locator('[aria-required="true"]');
    for (const field of await wanted.all()) {
      const role = await field.getAttribute('role');
      if (role === 'radiogroup') {
        const chosen = await field.getByRole('radio', { checked: true }).count();
        if (!chosen) await field.getByRole('radio').first().check();
      } else if ((await field.inputValue().catch(() => 'answered')) === '') {
        await field.fill(role === 'combobox' ? SOME_DAY : 'As discussed at the review.');
      }
    }
  }

  /** Keeps a picture of the page as it is now; the page is tall enough for a whole form. */
  async picture(name) {
    this.taken += 1;
    const file = `${String(this.taken).padStart(2, '0')}-${name}.png`;
    await this.page.waitForTimeout(400); // the chat scrolls to its end
    await this.page.screenshot({ path: join(this.pictures, file) });
  }

  async close() {
    await this.browser.close();
  }
}
