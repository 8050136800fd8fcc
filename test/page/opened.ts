import { type Page } from 'playwright-core'
import { type Check } from '../browser/proof.ts'
import { type Part, settled, type Visitor, visit } from './visitor.ts'

interface Opened {
  /** The page with the number. */
  path: string
  /** Where the number stands, which is read from its text or its title. */
  number: string
  /** The link that opens it; the number itself, if it is one. */
  link?: string
}

const card = (key: string, name: string) => ({
  number: `[data-metric="${key}"] .number-value`,
  link: `a[aria-label="${name}: show them one by one"]`,
})

/** Days that begin elsewhere than in UTC, and a filter that lists can take. */
const questions = [
  '?range=yesterday&compare=off&zone=Pacific/Auckland',
  '?range=7d&compare=off&f=channel:is:web',
]

const numbers: Opened[] = [
  { path: '/', ...card('activeUsers', 'Active users') },
  { path: '/', ...card('messages', 'Messages') },
  { path: '/', number: 'section:has-text("Where users come from") td.number a' },
  { path: '/conversations', ...card('conversations', 'Conversations') },
  { path: '/conversations', number: '.facts dt:text-is("Abandoned") + dd a' },
]

/** Only without a filter by channel, which their lists cannot take. */
const ofCalls: Opened[] = [
  { path: '/models', ...card('calls', 'Calls') },
  { path: '/models', number: 'section:has-text("Model by model") td.number a >> nth=0' },
  { path: '/api', ...card('calls', 'Requests') },
  { path: '/api', number: 'section:has-text("Endpoint by endpoint") td.number a >> nth=0' },
]

/** Numbers lead to lists with as many things as they count. */
export const opened: Part = async function* (visitor) {
  for (const each of numbers) for (const question of questions) yield await compared(visitor, each, question)
  yield await compared(visitor, { path: '/', ...card('newUsers', 'New users') }, questions[0]!)
  for (const each of ofCalls) yield await compared(visitor, each, questions[0]!)
  yield await hidden(visitor)
}

async function compared(visitor: Visitor, { path, number, link }: Opened, question: string): Promise<Check> {
  await using window = await visit(visitor, `${path}${question}`)
  const { page } = window
  await settled(page)
  const place = page.locator(number).first()
  const text = (await place.getAttribute('title')) ?? (await place.textContent()) ?? ''
  await page
    .locator(link ?? number)
    .first()
    .click()
  const count = await countOf(page)
  return {
    name: `opened: ${number} of ${path}${question} is ${text}, and its list has ${count}`,
    isRight: text === count && text !== '0',
  }
}

async function countOf(page: Page): Promise<string | null> {
  await page.locator('[data-count]').last().waitFor()
  await settled(page)
  return page.locator('[data-count]').last().textContent()
}

/** What a list cannot be narrowed by makes the link go away. */
async function hidden(visitor: Visitor): Promise<Check> {
  await using window = await visit(visitor, '/?range=7d&compare=off&f=country:is:DE')
  await settled(window.page)
  const links = await window.page.locator('.number-open').allTextContents()
  const messages = await window.page.locator(card('messages', 'Messages').link).count()
  return {
    name: 'opened: a number whose list cannot take the filter has no link',
    isRight: links.length === 1 && messages === 0,
  }
}
