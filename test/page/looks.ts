import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Page } from 'playwright-core'
import { type Check } from '../browser/proof.ts'
import { type Part, pathsOf, settled, type Visitor, visit } from './visitor.ts'

const ways = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 390 },
] as const

/** Every page in light and dark, on a desk and on a phone. */
export const looks: Part = async function* (visitor) {
  const paths = visitor.path === undefined ? await allPaths(visitor) : [visitor.path]
  for (const path of paths) yield* look(visitor, path)
}

/** The pages of the navigation, and the first thing that each of their lists leads to. */
async function allPaths(visitor: Visitor): Promise<string[]> {
  await using opened = await visit(visitor, '/')
  await settled(opened.page)
  const paths = await pathsOf(opened.page)
  const below: string[] = []
  for (const path of paths.filter(each => each !== '/')) {
    await opened.page.goto(`${visitor.stage.url}/app${path}`)
    await settled(opened.page)
    const link = opened.page.locator(`#content a[href^="/app${path}/"]`).first()
    if (await link.count()) below.push((await link.getAttribute('href'))!.slice(4))
  }
  return [...paths, ...below]
}

/** Opens a page once, and looks at it in each way. */
async function* look(visitor: Visitor, path: string): AsyncIterable<Check> {
  await using opened = await visit(visitor, path)
  const { page, problems } = opened
  for (const { colorScheme, width } of ways) {
    // Without motion: what fades in has not its contrast yet.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    await settled(page)
    const findings = [...problems.splice(0), ...(await axeFindings(page)), ...(await overflow(page))]
    if (visitor.pictures) {
      const name = `${path.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '') || 'overview'}-${colorScheme}-${width}.png`
      await page.screenshot({ path: join(visitor.pictures, name), fullPage: true })
    }
    yield {
      name: `looks: ${path} in ${colorScheme} at ${width}${findings.length ? `: ${findings.join('; ')}` : ''}`,
      isRight: !findings.length,
    }
  }
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(await axe)
  const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()')
  return violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).slice(0, 3)}`,
  )
}

interface Violation {
  id: string
  nodes: { target: string[] }[]
}

/** A page that is wider than the window has to be moved sideways. */
export async function overflow(page: Page): Promise<string[]> {
  const pixels = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return pixels > 0 ? [`${pixels} pixels too wide`] : []
}
