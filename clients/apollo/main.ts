import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { relayStylePagination } from '@apollo/client/utilities'
import { buildSchema, isAbstractType } from 'graphql'
import { createClient } from 'graphql-ws'
import {
  CreateSegmentDocument,
  DashboardDocument,
  EventsPageDocument,
  FeedDocument,
  UserByIdDocument,
  UsersPageDocument,
} from '../codegen/generated/graphql.ts'
import { watchFeed } from '../feed.ts'
import { type Service } from '../service.ts'

const schema = buildSchema(readFileSync('../schema.graphql', 'utf8'))

/** The types of each interface and union, without which the cache cannot match fragments on them. */
const possibleTypes = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .map(type => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
)

/** Apollo Client with its normalised cache, as it comes. */
export async function ask(service: Service): Promise<void> {
  const { url, token } = service
  const headers = { authorization: `Bearer ${token}` }
  const cache = new InMemoryCache({
    possibleTypes,
    typePolicies: { Query: { fields: { users: relayStylePagination() } } },
  })
  const client = new ApolloClient({ cache, link: new HttpLink({ uri: url, headers }) })

  const range = { last: { count: 1, unit: 'DAY' as const } }
  const { data } = await client.query({ query: DashboardDocument, variables: { range } })
  assert.equal(data?.funnel?.totalUsers, 2)
  assert.equal(data?.aiStats?.calls, 1)

  // The second page is added to the first.
  const page = await client.query({ query: UsersPageDocument, variables: { first: 2 } })
  assert.equal(page.data?.users?.edges.length, 2)
  const { endCursor } = page.data.users.pageInfo
  const list = client.watchQuery({ query: UsersPageDocument, variables: { first: 2 } })
  const watching = list.subscribe({})
  await list.fetchMore({ variables: { first: 2, after: endCursor } })
  watching.unsubscribe()
  const known = cache.readQuery({ query: UsersPageDocument, variables: { first: 2 } })
  assert.equal(known?.users?.edges.length, 3)

  // A user is one object of the cache, whichever question showed it.
  const { id } = known.users.edges[0]!.node
  const one = await client.query({ query: UserByIdDocument, variables: { id } })
  assert.equal(one.data?.node?.id, id)
  assert.ok(Object.keys(cache.extract()).includes(`User:${id}`))

  const events = await client.query({ query: EventsPageDocument, variables: { first: 50 } })
  const types = events.data?.events?.nodes.map(({ __typename }) => __typename)
  assert.ok(types?.includes('Message') && types.includes('AiCall') && types.includes('ApiCall'))

  const refused = await client.mutate({
    mutation: CreateSegmentDocument,
    variables: { input: { name: '', condition: { trait: { key: 'plan', values: ['pro'] } } } },
  })
  assert.deepEqual(refused.data?.createSegment.userErrors[0]?.path, ['input', 'name'])
  await watch(service)
}

/** Subscriptions over a WebSocket. */
async function watch(service: Service): Promise<void> {
  const { url, token } = service
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/ws`,
    connectionParams: { Authorization: `Bearer ${token}` },
  })
  const client = new ApolloClient({
    cache: new InMemoryCache({ possibleTypes }),
    link: new GraphQLWsLink(socket),
  })
  await watchFeed(service, (onNext, onError) => {
    const watching = client
      .subscribe({ query: FeedDocument, variables: { first: 5 } })
      .subscribe(({ data, error }) => (data ? onNext(data) : onError(error)))
    return () => watching.unsubscribe()
  })
  await socket.dispose()
}
