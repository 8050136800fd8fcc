import assert from 'node:assert/strict'
import { initGraphQLTada } from 'gql.tada'
import { GraphQLClient } from 'graphql-request'
import { type Service } from '../service.ts'
import type { introspection } from './generated/graphql-env.d.ts'

const graphql = initGraphQLTada<{
  introspection: introspection
  disableMasking: true
  scalars: {
    Date: string
    DateTime: string
    Decimal: string
    FilterValue: string | number | boolean
    JSONObject: Record<string, unknown>
    Quantity: number
    SafeInt: number
    SegmentValue: string | number | boolean
  }
}>()

const usage = graphql(`
  fragment Usage on AiMeasures {
    calls
    tokens
    costUsd
  }
`)

const costs = graphql(
  `
    query Costs($range: DateRangeInput) {
      aiStats(range: $range) {
        ...Usage
        buckets {
          start
          ...Usage
        }
      }
    }
  `,
  [usage],
)

/** gql.tada: types without generated documents. The types of the answer are checked by the compiler. */
export async function ask({ url, token }: Service): Promise<void> {
  const client = new GraphQLClient(url, { headers: { authorization: `Bearer ${token}` } })
  const { aiStats } = await client.request(costs, { range: { preset: 'TODAY' } })
  const tokens: number | undefined = aiStats?.tokens
  const costUsd: string | undefined = aiStats?.costUsd
  assert.equal(tokens, 1_200)
  // 1,000 input tokens at $2.50 and 200 output tokens at $10 for a million.
  assert.equal(Number(costUsd), 0.0045)
}
