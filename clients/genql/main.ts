import assert from 'node:assert/strict'
import { type Service } from '../service.ts'
import { createClient, everything } from './generated/index.ts'

/** genql: a client whose functions are the schema. */
export async function ask({ url, token }: Service): Promise<void> {
  const client = createClient({ url, headers: { authorization: `Bearer ${token}` } })
  const { stats, users } = await client.query({
    stats: {
      __args: { range: { last: { count: 7, unit: 'DAY' } } },
      activeUsers: true,
      changes: { field: true },
    },
    users: { __args: { first: 1 }, nodes: { __scalar: true } },
  })
  assert.equal(stats?.activeUsers, 3)
  assert.equal(typeof users?.nodes[0]?.userId, 'string')

  // Every plain number of a type, without naming them.
  const { summary } = await client.query({ summary: { __args: {}, ...everything } })
  assert.equal(summary?.totalUsers, 3)
}
