import { type Part, settled, until, visit } from './visitor.ts'

/** A service that is killed while somebody looks at the page, and started again. */
export const killed: Part = async function* (visitor) {
  const { own } = visitor.stage
  if (!own) return yield { name: 'killed: SKIPPED: the service is not ours to kill', isRight: true }
  await using opened = await visit(visitor, '/models')
  const { page } = opened
  await settled(page)
  const failures = page.locator('#content [role="alert"]')
  // biome-ignore lint/performance/useDomNodeTextContent: what people see, not what is hidden
  const before = await page.locator('#content').innerText()
  const cards = await page.locator('#content .card').count()
  await own.kill()
  await page.keyboard.press('u')
  await failures.first().waitFor()
  await settled(page)
  const failed = await failures.count()
  yield {
    name: `killed: ${failed} of ${cards} cards say that the service is not there`,
    isRight: cards > 0 && failed === cards,
  }
  await own.revive()
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await until(page, `document.querySelectorAll('#content [role="alert"]').length < ${cards}`)
  yield { name: 'killed: started again, a card recovers by its own button', isRight: true }
  await page.keyboard.press('u')
  await failures.first().waitFor({ state: 'detached' })
  await settled(page)
  // biome-ignore lint/performance/useDomNodeTextContent: what people see, not what is hidden
  const after = await page.locator('#content').innerText()
  yield {
    name: 'killed: all cards show the numbers of before, without signing in again',
    isRight: after === before,
  }
}
