import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { type Check } from '../browser/proof.ts'
import { type Stage } from './stage.ts'

/** Somebody with a browser before a service. */
export interface Visitor {
  browser: Browser
  stage: Stage
  /** A folder for pictures. */
  pictures: string | undefined
  /** The only page to look at. */
  path: string | undefined
}

/** A part of the proof. */
export type Part = (visitor: Visitor) => AsyncIterable<Check>

/** A window, and what went wrong in it. */
export interface Visit extends AsyncDisposable {
  page: Page
  /** Requests to other hosts, errors of scripts and of the content security policy. */
  problems: string[]
}

const key = 'convograph.session'

/** Opens a window that is signed in, in which every foreign host is out of reach. */
export async function visit(
  { browser, stage }: Visitor,
  path: string,
  options: BrowserContextOptions & { isSignedIn?: boolean } = {},
): Promise<Visit> {
  const { isSignedIn = true, ...contextOptions } = options
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...contextOptions,
  })
  const problems: string[] = []
  await context.route(
    url => url.origin !== stage.url,
    async route => {
      problems.push(`asked ${route.request().url()}`)
      await route.abort()
    },
  )
  if (isSignedIn)
    await context.addInitScript(
      ([name, token]) => sessionStorage.setItem(name!, JSON.stringify({ token })),
      [key, stage.token],
    )
  const page = await context.newPage()
  page.on('pageerror', error => problems.push(error.message))
  page.on('console', message => {
    if (/content security policy|act\(|warning:/i.test(message.text())) problems.push(message.text())
  })
  await page.goto(`${stage.url}/app${path}`)
  return { page, problems, [Symbol.asyncDispose]: () => context.close() }
}

const patienceMs = 60_000

/** Waits until every card of the page has its answer. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor({ timeout: patienceMs })
  // Not `waitForFunction`: from its second try on, the content security policy of the page forbids it.
  const atRest = page.locator('body:not(:has([aria-busy="true"]))')
  await atRest.waitFor({ state: 'attached', timeout: patienceMs })
}

/** The addresses of all pages of the navigation, such as `/users`. */
export async function pathsOf(page: Page): Promise<string[]> {
  const links = await page.locator('nav li a').all()
  const hrefs = await Promise.all(links.map(link => link.getAttribute('href')))
  return hrefs.map(href => href!.replace(/^\/app/, '').replace(/\?.*/, ''))
}
