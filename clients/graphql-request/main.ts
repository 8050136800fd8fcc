import assert from 'node:assert/strict'
import { ClientError, GraphQLClient } from 'graphql-request'
import { DashboardDocument, EventsPageDocument } from '../codegen/generated/graphql.ts'
import { type Service } from '../service.ts'

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** `graphql-request`, which throws for errors. */
export async function ask({ url, token }: Service): Promise<void> {
  const client = new GraphQLClient(url, { headers: { authorization: `Bearer ${token}` } })
  const { topUsers } = await client.request(DashboardDocument, {
    range: { dates: { from: day(-1), to: day(0) } },
  })
  assert.equal(topUsers?.users.length, 3)

  const { events } = await client.request(EventsPageDocument, { first: 10 })
  assert.equal(events?.nodes.find(node => node.__typename === 'Message')?.conversation?.conversationId, 'c-1')

  // One question that fails leaves its neighbour its answer.
  const partial = new GraphQLClient(url, {
    headers: { authorization: `Bearer ${token}` },
    errorPolicy: 'all',
  })
  const { data, errors } = await partial.rawRequest<Record<string, unknown>>(
    '{ summary { totalUsers } apiUsage(first: -1) { calls } }',
  )
  assert.deepEqual(data, { summary: { totalUsers: 3 }, apiUsage: null })
  assert.deepEqual(errors?.[0]?.path, ['apiUsage'])

  const nobody = new GraphQLClient(url)
  await assert.rejects(nobody.request('{ viewer { subject } }'), (error: unknown) => {
    assert.ok(error instanceof ClientError)
    assert.equal(error.response.errors?.[0]?.extensions.code, 'UNAUTHENTICATED')
    return true
  })
}
