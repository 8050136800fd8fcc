import assert from 'node:assert/strict'
import { Client, cacheExchange, fetchExchange } from '@urql/core'
import { DashboardDocument, TrackDocument, UsersPageDocument } from '../codegen/generated/graphql.ts'
import { type Service } from '../service.ts'

const range = { last: { count: 1, unit: 'DAY' as const } }

/** `@urql/core` as it comes, and with GET for short queries. */
export async function ask({ url, token }: Service): Promise<void> {
  const fetchOptions = { headers: { authorization: `Bearer ${token}` } }
  for (const preferGetMethod of [undefined, true] as const) {
    const client = new Client({
      url,
      preferGetMethod,
      fetchOptions,
      exchanges: [cacheExchange, fetchExchange],
    })
    const { data, error } = await client.query(UsersPageDocument, { first: 5 }).toPromise()
    assert.ifError(error)
    assert.equal(data?.users?.edges.length, 3)
    const dashboard = await client.query(DashboardDocument, { range }).toPromise()
    assert.equal(dashboard.data?.summary?.totalUsers, 3)
  }

  const client = new Client({ url, fetchOptions, exchanges: [fetchExchange], preferGetMethod: false })
  const tracked = await client.mutation(TrackDocument, { events: [{ event: { userId: 'ann' } }] }).toPromise()
  assert.equal(tracked.data?.track.receipts[0]?.code, 'REQUIRED')
}
