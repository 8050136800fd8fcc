import assert from 'node:assert/strict'
import { type Service } from './service.ts'

/** The part of a feed that every client reads. */
interface Feed {
  events: { arrived: number; events: readonly { name: string }[] }
}

/**
 * Watches a feed until it has shown an event that arrives meanwhile. `subscribe` begins a subscription of a client, and returns
 * the function that ends it.
 */
export async function watchFeed(
  service: Service,
  subscribe: (onNext: (feed: Feed) => void, onError: (error: unknown) => void) => () => void,
): Promise<void> {
  const name = `seen-${performance.now()}`
  const { promise, resolve, reject } = Promise.withResolvers<Feed>()
  let isTracked = false
  const end = subscribe(feed => {
    if (!isTracked) void track(service, name).catch(reject)
    isTracked = true
    if (feed.events.events.some(event => event.name === name)) resolve(feed)
  }, reject)
  const timer = setTimeout(() => reject(new Error('The feed does not show the event.')), 30_000)
  assert.ok((await promise).events.arrived >= 1)
  clearTimeout(timer)
  end()
}

async function track({ url, token }: Service, name: string): Promise<void> {
  const query = 'mutation ($name: String!) { trackEvent(input: { name: $name }) { status } }'
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { name } }),
  })
  assert.ok((await response.text()).includes('ACCEPTED'))
}
