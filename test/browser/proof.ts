import { openAttacked } from '../attack/attacked.ts'
import { randomOf } from '../fault/load/random.ts'
import { type Fate, failingProxy } from '../support/sdk/failing-proxy.ts'
import { browserProof } from './browser-proof.ts'
import { createKeys } from './keys.ts'
import { startNodeService } from './node-service.ts'
import { pageServer } from './page-server.ts'
import { storedEvents } from './stored.ts'

/** One line of the verdict. */
export interface Check {
  name: string
  isRight: boolean
}

/** One third of the requests pass, and a sixth is stored although the client gets no answer. */
const atRandom: Fate[] = [
  ...Array<Fate>(4).fill('passes'),
  ...Array<Fate>(2).fill('answer lost'),
  ...(['500', '500', '429', 'reset', 'silence', 'not ours'] as const),
]

/**
 * Sends events to a service of its own through a proxy that fails at random: from a Node.js service and, if there is one,
 * from a browser. Then the proxy lets everything pass, and what is stored is compared with what was tracked.
 */
export async function proof(seed: number, browserPath: string | undefined): Promise<Check[]> {
  await using started = new AsyncDisposableStack()
  const site = started.adopt(await pageServer(), async ({ close }) => close())
  const service = started.adopt(
    await openAttacked(undefined, { CORS_ORIGINS: site.origin, LOG_LEVEL: 'error' }),
    ({ close }) => close(false),
  )
  const random = randomOf('proxy', seed)
  const proxy = started.adopt(
    await failingProxy(service.url, () => random.oneOf(atRandom)),
    async ({ close }) => close(),
  )
  const asking = { url: `${service.url}/graphql`, token: service.token('admin') }
  const keys = createKeys(asking)
  const browser = browserPath
    ? started.use(await browserProof({ browserPath, origin: site.origin, proxy, keys, seed }))
    : undefined
  const [node] = await Promise.all([
    startNodeService({ url: proxy.url, key: (await keys.create()).key }, randomOf('node', seed)),
    browser?.whileItFails(),
  ])
  const fates = { ...proxy.fates }
  proxy.next = () => 'passes'
  await node.analytics.shutdown({ timeoutMs: 60_000 })
  await browser?.afterwards()
  const stored = await storedEvents(asking)
  return [
    { name: `requests by what the proxy did: ${JSON.stringify(fates)}`, isRight: true },
    ...node.checks(stored),
    ...(browser?.checks(stored) ?? [
      { name: 'SKIPPED: there is no Chromium for the browser', isRight: true },
    ]),
  ]
}
