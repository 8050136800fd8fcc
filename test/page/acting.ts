import { type Locator, type Page } from 'playwright-core'

/** The box that is open; the last one of several. */
export const dialog = (page: Page): Locator => page.locator('dialog[open]').last()

/** Waits for a sentence that the page says about what was done. It stays for four seconds. */
export const told = (page: Page, sentence: string): Promise<void> =>
  page.locator('.notice', { hasText: sentence }).waitFor()

export const press = (within: Page | Locator, name: string): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click()

/** What is put into fields, by their labels: a text, the name of a choice, or whether a box is checked. */
export type Fields = Record<string, string | boolean>

/** The control of a field. The choices inside of a label are no part of its name. */
const field = (within: Page | Locator, label: string): Locator => {
  const text = JSON.stringify(label)
  return within.locator(
    `xpath=.//*[self::input or self::select or self::textarea][@aria-label=${text} or ` +
      `ancestor::label[normalize-space(text()[normalize-space()])=${text}] or @id=//label[normalize-space(.)=${text}]/@for]`,
  )
}

export async function fill(within: Page | Locator, fields: Fields): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const control = field(within, label)
    if (typeof value === 'boolean') await control.setChecked(value)
    else if ((await control.evaluate((it: unknown) => (it as { tagName: string }).tagName)) === 'SELECT')
      await control.selectOption({ label: value })
    else await control.fill(value)
  }
}

/** What is said beside a field, as a screen reader finds it; empty if the field is right. */
export async function refusalOf(within: Locator, label: string): Promise<string> {
  const control = field(within, label)
  if ((await control.getAttribute('aria-invalid')) !== 'true') return ''
  const id = await control.getAttribute('aria-describedby')
  return id ? ((await within.locator(`[id="${id}"]`).textContent()) ?? '') : ''
}

/** Waits for a refusal beside a field. */
export async function refused(box: Locator, label: string, says: RegExp): Promise<void> {
  const end = performance.now() + 15_000
  while (!says.test(await refusalOf(box, label))) {
    if (performance.now() > end)
      throw new Error(`nothing like ${says} is said beside “${label}”, but ${await mistakesIn(box)}`)
    await box.page().waitForTimeout(50)
  }
}

const mistakesIn = async (box: Locator) => JSON.stringify(await box.locator('.mistake').allTextContents())
