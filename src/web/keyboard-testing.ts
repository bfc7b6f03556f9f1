import type { Locator, Page } from 'playwright-core'

/** What somebody's work has cost: keys that print, presses and choices, and pages that had to load. */
export type Toll = { readonly keystrokes: number; readonly clicks: number; readonly pages: number }

/** Somebody at a keyboard before a page, whose work is counted. Nothing here needs a mouse. */
export type Keyboard = {
  readonly page: Page
  /** Enter on a link or a button, and the page it leads to. */
  readonly follow: (what: Locator) => Promise<void>
  /** Enter on what changes the page itself, like the heading of what is folded away. */
  readonly press: (what: Locator) => Promise<void>
  /** Space on a radio button or a box. */
  readonly choose: (what: Locator) => Promise<void>
  /** One of a list. */
  readonly pick: (what: Locator, label: string | RegExp) => Promise<void>
  /** Words in place of those that an input holds, as when one tabs into it; after those that a text area holds. */
  readonly write: (what: Locator, words: string) => Promise<void>
  /** A day, in its three inputs. */
  readonly writeDay: (group: Locator, day: string) => Promise<void>
  readonly toll: () => Toll
}

export const keyboardAt = (page: Page): Keyboard => {
  let keystrokes = 0
  let clicks = 0
  let pages = 0
  page.on('load', () => (pages += 1))
  const press = async (what: Locator) => {
    clicks += 1
    await what.press('Enter')
  }
  const write = async (what: Locator, words: string) => {
    keystrokes += words.length
    await what.press((await page.locator('textarea').and(what).count()) > 0 ? 'Control+End' : 'Control+A')
    await what.pressSequentially(words)
  }
  return {
    page,
    press,
    write,
    follow: async what => {
      const loaded = page.waitForEvent('load')
      await Promise.all([loaded, press(what)])
    },
    choose: async what => {
      clicks += 1
      await what.press('Space')
    },
    pick: async (what, label) => {
      clicks += 1
      const options = await what.getByRole('option').allTextContents()
      const wanted = options.find(option => (typeof label === 'string' ? option === label : label.test(option)))
      if (wanted === undefined) throw new Error(`There is no ${String(label)} among ${options.join(', ')}.`)
      await what.selectOption({ label: wanted })
    },
    writeDay: async (group, day) => {
      const [year = '', month = '', date = ''] = day.split('-')
      await write(group.getByLabel('Day', { exact: true }), String(Number(date)))
      await write(group.getByLabel('Month', { exact: true }), String(Number(month)))
      await write(group.getByLabel('Year', { exact: true }), year)
    },
    toll: () => ({ keystrokes, clicks, pages }),
  }
}
