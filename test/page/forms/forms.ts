import { handsOn } from '../hands.ts'
import { type Part, visit } from '../visitor.ts'
import { questionForms } from './questions.ts'
import { settingForms } from './settings.ts'

/** Every form by the keyboard alone: opened, filled and sent. */
const fillAll: Part = async function* (visitor) {
  for (const [name, path, fill] of [...questionForms, ...settingForms]) {
    await using opened = await visit(visitor, path)
    const { page, problems } = opened
    await page.locator('h1').first().waitFor()
    const mistake = await fill(handsOn(page), visitor).then(
      () => problems.join('; '),
      (error: Error) => error.message.split('\n')[0]!,
    )
    yield { name: `forms: ${name} by keyboard${mistake && `: ${mistake}`}`, isRight: !mistake }
  }
}

/** The buttons that open a box, by the page that they are on. */
const boxes: [opener: string, path: string][] = [
  ['New', '/dashboards'],
  ['Import', '/dashboards'],
  ['New', '/exports'],
  ['New alert', '/alerts'],
  ['Save the cohort question', '/cohorts'],
  ['New key', '/settings?tab=keys'],
  ['New price', '/settings?tab=prices'],
  ['New name', '/settings?tab=prices'],
  ['New budget', '/settings?tab=budgets'],
  ['New webhook', '/settings?tab=webhooks'],
  ['New destination', '/settings?tab=destinations'],
]

/** Escape closes a form, and the focus is where it was. */
const leaveAll: Part = async function* (visitor) {
  for (const [opener, path] of boxes) {
    await using opened = await visit(visitor, path)
    const { page } = opened
    await page.locator('h1').first().waitFor()
    const hands = handsOn(page)
    await hands.press(opener)
    const box = page.locator('dialog[open]')
    await box.waitFor()
    const isInside = await page.evaluate(`document.activeElement.closest('dialog') !== null`)
    await hands.key('Escape')
    await box.waitFor({ state: 'detached' })
    const focused = await page.evaluate(`document.activeElement.textContent.trim()`)
    yield {
      name: `forms: Escape leaves “${opener}” of ${path}`,
      isRight: isInside === true && focused === opener,
    }
  }
}

export const forms: Part = async function* (visitor) {
  if (visitor.stage.own) yield* fillAll(visitor)
  else yield { name: 'forms: SKIPPED: the data of this service has to stay as it is', isRight: true }
  yield* leaveAll(visitor)
}
