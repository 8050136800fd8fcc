import { type Page } from 'playwright-core'
import { type Part, settled, visit } from './visitor.ts'

const failures = (page: Page) => page.locator('#content [role="alert"]')

/** Failures stay in their cards, and go away. */
export const failing: Part = async function* (visitor) {
  await using opened = await visit(visitor, '/')
  const { page } = opened
  await settled(page)

  await page.route('**/graphql', route => route.abort('connectionrefused'))
  await page.keyboard.press('u')
  await failures(page).first().waitFor()
  await settled(page)
  const cards = await page.locator('#content .card').count()
  const failed = await failures(page).count()
  yield {
    name: `failing: without the service ${failed} of ${cards} cards say so, and the page stays`,
    isRight: failed === cards && (await page.getByRole('navigation').isVisible()),
  }
  await page.unroute('**/graphql')
  await page.keyboard.press('u')
  await failures(page).first().waitFor({ state: 'detached' })
  await settled(page)
  yield { name: 'failing: with the service all cards recover', isRight: (await failures(page).count()) === 0 }

  await page.route('**/graphql', async route => {
    const response = await route.fetch()
    const body = await response.json()
    if (!body.data?.apiUsage) return route.fulfill({ response })
    const extensions = { code: 'QUERY_TIMEOUT', requestId: 'request-1' }
    const errors = [{ message: 'The question took too long.', path: ['apiUsage'], extensions }]
    await route.fulfill({ response, json: { data: { ...body.data, apiUsage: null }, errors } })
  })
  await page.keyboard.press('u')
  await failures(page).first().waitFor()
  const text = await failures(page).first().textContent()
  yield {
    name: 'failing: one question that fails is one card, with its code, its request and advice',
    isRight:
      (await failures(page).count()) === 1 &&
      ['QUERY_TIMEOUT', 'request-1', 'Try a shorter range'].every(part => text?.includes(part)),
  }
  // The insights are asked for after the numbers, perhaps just now.
  await page.unrouteAll({ behavior: 'wait' })
  const asked = page.waitForRequest('**/graphql')
  await page.getByRole('button', { name: 'Try again' }).click()
  const { query } = (await asked).postDataJSON() as { query: string }
  await failures(page).first().waitFor({ state: 'detached' })
  yield {
    name: 'failing: “Try again” asks for the part of this card only',
    isRight: query.includes('apiUsage') && !query.includes('stats'),
  }
}
