import { chromium } from 'playwright-core'
import { randomOf } from '../fault/load/random.ts'
import { type FailingProxy } from '../support/sdk/failing-proxy.ts'
import { type Keys } from './keys.ts'
import { type Check } from './proof.ts'
import { type StoredEvent } from './stored.ts'
import * as visits from './visits.ts'

interface Parts {
  browserPath: string
  origin: string
  proxy: FailingProxy
  keys: Keys
  seed: number
}

export interface BrowserProof extends AsyncDisposable {
  /** Reloads, spells without a network, two tabs, and short visits. */
  whileItFails(): Promise<void>
  /** What needs an answer: a revoked key, a full queue, a clock that is fast. Sends all that is left. */
  afterwards(): Promise<void>
  checks(stored: StoredEvent[]): Check[]
}

/** Visits a site with a browser. */
export async function browserProof({ browserPath, origin, proxy, keys, seed }: Parts): Promise<BrowserProof> {
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
  const numbers = numbersInTurn()
  const { id, key } = await keys.create()
  const visited: visits.Visited = {
    context: await browser.newContext(),
    origin,
    random: randomOf('browser', seed),
    options: { url: proxy.url, key },
    take: numbers.take,
  }
  const within = (project: string) => ({ ...visited, options: { ...visited.options, project } })
  const seen = { tracked: 0, dropped: 0, errors: [] as string[], fast: [] as number[] }
  return {
    whileItFails: async () => {
      await visits.reloads(visited)
      await visits.twoTabs(visited)
      for (let no = 0; no < 5; no++) await visits.shortVisit(visited)
    },
    afterwards: async () => {
      await visits.lastVisit(visited)
      seen.fast = await visits.fastClock(visited)
      await visits.tag(visited)
      proxy.next = () => '500'
      seen.dropped = await visits.fullQueue(within('full'))
      proxy.next = () => 'passes'
      await visits.lastVisit(within('full'))
      const other = await keys.create()
      seen.errors = await visits.revokedKey(within('revoked'), () => keys.revoke(id), other.key)
    },
    checks: stored => [
      ...checksOf(stored, { ...seen, tracked: numbers.taken() }),
      checkOfTag(stored, origin),
    ],
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

function checksOf(
  stored: StoredEvent[],
  { tracked, dropped, errors, fast }: { tracked: number; dropped: number; errors: string[]; fast: number[] },
): Check[] {
  const events = stored.filter(({ name }) => name === 'seen')
  const numbers = events.map(({ properties }) => properties!.no!)
  const ofFastClock = events.filter(({ properties }) => fast.includes(properties!.no!))
  return [
    {
      name: `browser: ${tracked} tracked, ${dropped} dropped from a full queue, ${numbers.length} stored, each once`,
      isRight:
        dropped === 15 && numbers.length === tracked - dropped && new Set(numbers).size === numbers.length,
    },
    {
      name: `browser: a revoked key is told (${errors.join()}), and its events are sent with the next key`,
      isRight: errors.includes('NOT_ALLOWED'),
    },
    {
      name: 'browser: the times of a clock that is an hour fast are corrected',
      isRight:
        ofFastClock.length === fast.length &&
        ofFastClock.every(({ timestamp }) => Math.abs(Date.parse(timestamp) - Date.now()) < 600_000),
    },
  ]
}

function checkOfTag(stored: StoredEvent[], origin: string): Check {
  const ofTag = stored.filter(({ properties }) => properties?.url?.startsWith(`${origin}/tag`))
  const found = ofTag.map(({ name, userId, properties }) => `${name} ${properties!.url} ${userId}`)
  const expected = [`page ${origin}/tag ann`, `page ${origin}/tag/next ann`, `tagged ${origin}/tag ann`]
  return {
    name: `browser: a tag alone tracks ${found.length} events of a visitor who then signs in`,
    isRight: found.toSorted().join() === expected.join(),
  }
}

function numbersInTurn() {
  let next = 0
  return { take: (count: number) => Array.from({ length: count }, () => next++), taken: () => next }
}
