import { graphqlRequest } from '../support/graphql/graphql-request.ts'
import { type Part, settled, visit } from './visitor.ts'

interface Stats {
  stats: { activeUsers: number; newUsers: number; conversations: number; messages: number; costUsd: string }
}

/** The numbers on the cards are those of the API, asked here in another way. */
export const numbers: Part = async function* (visitor) {
  const { url, token } = visitor.stage
  const { data } = await graphqlRequest<Stats>(
    { url: `${url}/graphql`, token },
    `{ stats(range: { preset: YESTERDAY }) { activeUsers newUsers conversations messages costUsd } }`,
  )
  await using opened = await visit(visitor, '/?range=yesterday&compare=off')
  await settled(opened.page)
  const { costUsd, ...counts } = data!.stats
  for (const [key, expected] of [...Object.entries(counts), ['costUsd', Number(costUsd)] as const]) {
    const title = await opened.page.locator(`[data-metric="${key}"] .number-value`).getAttribute('title')
    const shown = Number(title?.replace(/[$,]/g, ''))
    const isRight = Math.abs(shown - expected) <= (key === 'costUsd' ? roundingOf(expected) : 0)
    yield { name: `numbers: ${key} of yesterday is ${expected} and shown as ${title}`, isRight }
  }
}

/** What the page may round of an amount: below ten cents to two digits, otherwise to cents. */
const roundingOf = (usd: number) => (usd < 0.1 ? usd * 0.05 : 0.005)
