import assert from 'node:assert/strict'
import { createClient } from 'graphql-ws'
import relay, { type FetchFunction, type GraphQLTaggedNode } from 'relay-runtime'
import { watchFeed } from '../feed.ts'
import { type Service } from '../service.ts'
import feed, { type feedSubscription } from './__generated__/feedSubscription.graphql.ts'
import refetch, { type userCardRefetchQuery } from './__generated__/userCardRefetchQuery.graphql.ts'
import nextPage, { type usersListPageQuery } from './__generated__/usersListPageQuery.graphql.ts'
import firstPage, { type usersListQuery } from './__generated__/usersListQuery.graphql.ts'

const {
  ConnectionHandler,
  Environment,
  Network,
  Observable,
  RecordSource,
  Store,
  commitLocalUpdate,
  fetchQuery,
  requestSubscription,
} = relay

/** Relay: a connection that grows by pages, and a user that is fetched again by id. */
export async function ask(service: Service): Promise<void> {
  const environment = new Environment({
    network: Network.create(fetchFrom(service)),
    store: new Store(new RecordSource()),
  })
  const ask = <Query extends { variables: object; response: unknown }>(
    query: GraphQLTaggedNode,
    variables: Query['variables'],
  ) => fetchQuery(environment, query, variables).toPromise()

  await ask<usersListQuery>(firstPage, {})
  const { ids, endCursor } = loaded(environment)
  assert.equal(ids.length, 2)
  await ask<usersListPageQuery>(nextPage, { first: 2, after: endCursor })
  assert.equal(loaded(environment).ids.length, 3)

  await ask<userCardRefetchQuery>(refetch, { id: ids[0]! })
  const known = environment.getStore().getSource().get(ids[0]!)
  assert.equal(known?.__typename, 'User')
  await watch(service)
}

/** Subscriptions over a WebSocket. */
async function watch(service: Service): Promise<void> {
  const { url, token } = service
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/ws`,
    connectionParams: { Authorization: `Bearer ${token}` },
  })
  const environment = new Environment({
    network: Network.create(fetchFrom(service), ({ text, name }, variables) =>
      Observable.create(sink =>
        socket.subscribe({ query: text!, operationName: name, variables }, sink as never),
      ),
    ),
    store: new Store(new RecordSource()),
  })
  await watchFeed(service, (onNext, onError) => {
    const watching = requestSubscription<feedSubscription>(environment, {
      subscription: feed,
      variables: { first: 5 },
      onNext: answer => answer && onNext(answer),
      onError,
    })
    return () => watching.dispose()
  })
  await socket.dispose()
}

const fetchFrom =
  ({ url, token }: Service): FetchFunction =>
  async ({ text }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: text, variables }),
    })
    return response.json()
  }

/** The users of the connection in the store. */
function loaded(environment: InstanceType<typeof Environment>): { ids: string[]; endCursor: string } {
  let found = { ids: [] as string[], endCursor: '' }
  commitLocalUpdate(environment, store => {
    const connection = ConnectionHandler.getConnection(store.getRoot(), 'usersList_users')!
    const nodes = connection.getLinkedRecords('edges')!.map(edge => edge.getLinkedRecord('node')!)
    const page = connection.getLinkedRecord('pageInfo')!
    found = {
      ids: nodes.map(node => node.getDataID()),
      endCursor: String(page.getValue('endCursor')),
    }
  })
  return found
}
