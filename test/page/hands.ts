import { type Page } from 'playwright-core'

/** Hands that only have a keyboard: what they use is reached by Tab, and named as a screen reader names it. */
export interface Hands {
  /** Tab, until the focus is there. */
  reach(name: string): Promise<void>
  /** Reaches a button or a link, and presses Enter. */
  press(name: string): Promise<void>
  /** Reaches a field and types; in a list of choices, the beginning of one. */
  write(label: string, text: string): Promise<void>
  key(key: string): Promise<void>
  /** Waits for a text that can be seen. */
  see(text: string | RegExp): Promise<void>
  /** Waits for an address. */
  arrive(address: RegExp): Promise<void>
}

/** Labels have the choices of their fields inside, which are no part of the name. */
const nameOfFocused = `(() => {
  const it = document.activeElement
  const label = it?.labels?.[0]
  const own = label && [...label.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent).join('')
  return (it?.getAttribute('aria-label') ?? own ?? it?.textContent ?? '').trim().replace(/\\s+/g, ' ')
})()`

/** More than any page has. */
const mostStops = 500

const patienceMs = 30_000

export function handsOn(page: Page): Hands {
  const { keyboard } = page
  const reach = async (name: string) => {
    for (let stop = 0; stop < mostStops; stop++) {
      if ((await page.evaluate(nameOfFocused)) === name) return
      await keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to “${name}”`)
  }
  return {
    reach,
    press: async name => {
      await reach(name)
      await keyboard.press('Enter')
    },
    write: async (label, text) => {
      await reach(label)
      await keyboard.type(text)
    },
    key: key => keyboard.press(key),
    see: text => page.getByText(text).locator('visible=true').first().waitFor({ timeout: patienceMs }),
    arrive: address => page.waitForURL(address, { timeout: patienceMs, waitUntil: 'commit' }),
  }
}
