import { type BrowserContext, type Page } from 'playwright-core'
import { type Random } from '../fault/load/random.ts'

/** A site that is visited with one browser. */
export interface Visited {
  context: BrowserContext
  origin: string
  random: Random
  /** The options of the client on the page. */
  options: { url: string; key: string; project?: string; maxQueue?: number }
  /** Numbers that have not been tracked yet. */
  take(count: number): number[]
}

/** Opens the site, which tracks so many events at once. */
async function visit({ origin, options, take }: Visited, page: Page, events = 0): Promise<void> {
  const parameters = new URLSearchParams({
    options: JSON.stringify(options),
    numbers: JSON.stringify(take(events)),
  })
  await page.goto(`${origin}/?${parameters}`, { waitUntil: 'load' })
}

const track = ({ take }: Visited, page: Page, events: number): Promise<void> =>
  page.evaluate(`see(${JSON.stringify(take(events))})`)

/** Opens the page 20 times, soon after another, and sometimes without a network. */
export async function reloads(visited: Visited): Promise<void> {
  const { context, random } = visited
  const page = await context.newPage()
  for (let no = 0; no < 20; no++) {
    await visit(visited, page, 5)
    await page.waitForTimeout(random.whole(0, 300))
    if (no % 4 === 0) await withoutNetwork(visited, page)
  }
  await page.close()
}

async function withoutNetwork(visited: Visited, page: Page): Promise<void> {
  await visited.context.setOffline(true)
  await track(visited, page, 3)
  await page.waitForTimeout(visited.random.whole(100, 400))
  await visited.context.setOffline(false)
}

/** Two pages that are open at the same time. */
export async function twoTabs(visited: Visited): Promise<void> {
  const tabs = await Promise.all([visited.context.newPage(), visited.context.newPage()])
  for (const tab of tabs) await visit(visited, tab)
  for (let no = 0; no < 10; no++)
    for (const tab of tabs) {
      await track(visited, tab, 2)
      await tab.waitForTimeout(visited.random.whole(0, 100))
    }
  await Promise.all(tabs.map(tab => tab.close()))
}

/** A page that is closed 50 ms after its only event. */
export async function shortVisit(visited: Visited): Promise<void> {
  const page = await visited.context.newPage()
  await visit(visited, page, 1)
  await page.waitForTimeout(50)
  await page.close()
}

/** A key that is revoked between two events. The page that opens with a new key sends what was left. */
export async function revokedKey(
  visited: Visited,
  revoke: () => Promise<void>,
  next: string,
): Promise<string[]> {
  const page = await visited.context.newPage()
  await visit(visited, page, 5)
  await page.evaluate('analytics.flush()')
  await revoke()
  await track(visited, page, 5)
  await page.evaluate('analytics.flush()')
  const errors: string[] = await page.evaluate('errors')
  await visit({ ...visited, options: { ...visited.options, key: next } }, page)
  await page.evaluate('analytics.flush()')
  await page.close()
  return errors
}

/** Tracks 25 events into a queue for 10, while the service cannot be reached. Returns the number that was dropped. */
export async function fullQueue(visited: Visited): Promise<number> {
  const page = await visited.context.newPage()
  await visit({ ...visited, options: { ...visited.options, maxQueue: 10 } }, page, 25)
  await page.evaluate('analytics.flush()')
  const { dropped } = await page.evaluate<{ dropped: number }>('analytics.stats()')
  await page.close()
  return dropped
}

/** A device whose clock is an hour fast. Returns the numbers that it tracked. */
export async function fastClock(visited: Visited): Promise<number[]> {
  const page = await visited.context.newPage()
  await page.addInitScript('const now = Date.now; Date.now = () => now() + 3_600_000')
  const numbers = visited.take(3)
  await visit({ ...visited, take: () => numbers }, page)
  await page.evaluate('analytics.flush()')
  await page.close()
  return numbers
}

/** A page with nothing but the tag, on which a visitor moves to another path and signs in. */
export async function tag({ context, origin, options: { url, key } }: Visited): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${origin}/tag?${new URLSearchParams({ url, key })}`, { waitUntil: 'load' })
  await page.evaluate("history.pushState(null, '', '/tag/next')")
  await page.evaluate("analytics.identify('ann')")
  await page.evaluate('analytics.flush()')
  await page.close()
}

/** Opens the site once more and sends what is left. */
export async function lastVisit(visited: Visited): Promise<void> {
  const page = await visited.context.newPage()
  await visit(visited, page)
  await page.evaluate('analytics.flush()')
  await page.close()
}
