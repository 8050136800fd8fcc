import { type Page } from 'playwright-core'
import { type Part, settled, visit } from './visitor.ts'

// biome-ignore lint/performance/useDomNodeTextContent: what people see, not what is hidden
const cardsOf = (page: Page) => page.locator('#content').innerText()

/** A copied link opens the same numbers in another window. */
export const links: Part = async function* (visitor) {
  await using first = await visit(visitor, '/')
  await settled(first.page)
  await first.page.keyboard.press('e')
  await first.page.keyboard.press('x')
  await first.page.locator('[data-metric="messages"]').click()
  await first.page.getByRole('link', { name: 'web', exact: true }).click()
  await settled(first.page)
  await first.page.getByRole('button', { name: 'Copy link' }).click()
  const link = await first.page.evaluate<string>('navigator.clipboard.readText()')
  yield {
    name: `links: the address says what is shown: ${link.replace(visitor.stage.url, '')}`,
    isRight: link.endsWith('/app/?range=yesterday&compare=off&f=channel:is:web'),
  }
  await using second = await visit(visitor, link.split('/app')[1]!)
  await settled(second.page)
  yield {
    name: 'links: a copied link opens the same numbers',
    isRight: (await cardsOf(first.page)) === (await cardsOf(second.page)),
  }
  await second.page.goto(`${visitor.stage.url}/app/?range=moon`)
  const mistake = second.page.getByText('“range=moon” in the address cannot be read and is left out.')
  await mistake.waitFor()
  yield { name: 'links: an address with a mistake says so', isRight: await mistake.isVisible() }
  await settled(second.page)
  await second.page.getByRole('button', { name: 'About “Models by cost”' }).click()
  await second.page.getByRole('button', { name: 'Copy as GraphQL' }).click()
  const copied = await second.page.evaluate<string>('navigator.clipboard.readText()')
  yield {
    name: 'links: a card copies its own question as GraphQL',
    isRight: copied.includes('aiModels(') && !copied.includes('stats(') && copied.includes('"last"'),
  }
}
