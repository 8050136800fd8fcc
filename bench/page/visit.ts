import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type Page } from 'playwright-core'
import { packageFolder } from '../../src/package-folder.ts'
import { type ServerProcess } from '../server-process.ts'

/** A window that has loaded nothing before, signed in. */
export interface Visit extends AsyncDisposable {
  page: Page
  /** The names of the scripts that were loaded so far. */
  scripts: Set<string>
}

const patienceMs = 120_000

export async function visit(
  browser: Browser,
  { url, admin }: ServerProcess,
  address: string,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addInitScript(
    token => sessionStorage.setItem('convograph.session', JSON.stringify({ token })),
    admin,
  )
  await context.addInitScript(observe)
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const scripts = scriptsOf(context)
  await page.goto(new URL(`/app${address}`, url).href)
  return { page, scripts, [Symbol.asyncDispose]: () => context.close() }
}

function scriptsOf(context: BrowserContext): Set<string> {
  const names = new Set<string>()
  context.on('response', response => {
    const name = /\/assets\/([^/]+\.js)$/.exec(response.url())?.[1]
    if (name) names.add(name)
  })
  return names
}

const assets = join(packageFolder(import.meta.dirname), 'dist/page/assets')

/** The bytes of scripts as gzip makes them. */
export const compressedBytes = (scripts: Iterable<string>): number =>
  [...scripts].reduce((sum, name) => sum + readFileSync(join(assets, `${name}.gz`)).length, 0)

/** Runs in the page before its own scripts: keeps what Chromium reports. */
const observe = `
  window.seen = { paintMs: 0, interactions: [] }
  new PerformanceObserver(list => {
    for (const { startTime } of list.getEntries()) window.seen.paintMs = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver(list => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId) window.seen.interactions.push(duration)
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 })
`

/** Resolves with `value` once the page has its title and no card waits; a card that fails ends the benchmark. */
const whenSettled = (value: string, isBegun = 'true') => `(() => {
  const look = () => {
    const failure = document.querySelector('#content [role="alert"]')
    if (failure) reject(new Error('A card fails: ' + failure.textContent))
    else if (${isBegun} && document.querySelector('h1') && document.querySelector('.number-value') && !document.querySelector('[aria-busy="true"]'))
      resolve(${value})
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})()`

/** Waits until all cards have their answers. @returns the milliseconds since the page was asked for */
export const settled = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve, reject) => ${whenSettled('performance.now()')})`)

export const largestPaint = (page: Page): Promise<number> => page.evaluate<number>('window.seen.paintMs')

/** The duration of an interaction in milliseconds, as Chromium reports it; below 16 it reports none. */
export async function interaction(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate('window.seen.interactions = []')
  await act()
  // The report comes after the next frame.
  await page.waitForTimeout(300)
  return page.evaluate<number>('Math.max(8, ...window.seen.interactions)')
}

/** The milliseconds from a key that changes the question to the numbers. */
export interface Change {
  /** To those of all cards but the insights, which are asked for afterwards. */
  numbersMs: number
  /** To those of all cards. */
  allMs: number
}

export async function changeOfRange(page: Page, key: string): Promise<Change> {
  // Nothing is given back, or Playwright would wait for the promise before the key.
  await page.evaluate(`void (window.changed = new Promise((resolve, reject) => {
    let start = 0
    let hasWaited = false
    let numbersMs
    const waiting = () => [...document.querySelectorAll('[aria-busy="true"]')]
    new MutationObserver(() => {
      hasWaited ||= waiting().length > 0
      if (hasWaited && waiting().every(card => card.textContent.includes('What stands out'))) numbersMs ??= performance.now() - start
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-busy'] })
    document.addEventListener('keydown', () => { start = performance.now() }, { once: true, capture: true });
    ${whenSettled('{ numbersMs, allMs: performance.now() - start }', 'hasWaited')}
  }))`)
  await page.keyboard.press(key)
  return page.evaluate<Change>('window.changed')
}
