import assert from 'node:assert/strict'
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core'
import { createClient } from 'graphql-sse'
import {
  DashboardDocument,
  FeedDocument,
  TrackDocument,
  UsersPageDocument,
} from '../codegen/generated/graphql.ts'
import { watchFeed } from '../feed.ts'
import { type Service } from '../service.ts'

const range = { last: { count: 1, unit: 'DAY' as const } }

/** `@urql/core` as it comes, and with GET for short queries. */
export async function ask(service: Service): Promise<void> {
  const { url, token } = service
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
  await watch(service)
}

/** Subscriptions over server-sent events. */
async function watch(service: Service): Promise<void> {
  const { url, token } = service
  const sse = createClient({ url: `${url}/stream`, headers: { authorization: `Bearer ${token}` } })
  const client = new Client({
    url,
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: sink => ({
            unsubscribe: sse.subscribe(
              { query, variables: variables as Record<string, unknown> },
              sink as Parameters<typeof sse.subscribe>[1],
            ),
          }),
        }),
      }),
    ],
  })
  await watchFeed(service, (onNext, onError) => {
    const { unsubscribe } = client
      .subscription(FeedDocument, { first: 5 })
      .subscribe(({ data, error }) => (data ? onNext(data) : onError(error)))
    return unsubscribe
  })
}
