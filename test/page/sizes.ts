import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { packageFolder } from '../../src/package-folder.ts'
import { type Check } from '../browser/proof.ts'

const root = packageFolder(import.meta.dirname)

const mostOfStart = 170_000
const mostOfPage = 40_000
const mostOfStyles = 15_000

/** The bytes that each visit loads, compressed by gzip. */
export async function sizes(): Promise<Check[]> {
  const assets = join(root, 'dist/page/assets')
  const sizeOf = (name: string) => readFileSync(join(assets, `${name}.gz`)).length
  const start = loadedBy(readFileSync(join(root, 'dist/page/index.html'), 'utf8'))
  const scripts = globSync(join(assets, '*.js')).map(path => basename(path))
  const later = scripts.filter(name => !start.has(name))
  const overview = later.find(name => name.startsWith('overview-'))
  const sum = (names: Iterable<string>) => [...names].reduce((total, name) => total + sizeOf(name), 0)
  const first = sum(new Set([...start, ...(overview ? [overview] : []), ...shared(later)]))
  const largest = Math.max(0, ...later.map(sizeOf))
  const styles = sum(globSync(join(assets, '*.css')).map(path => basename(path)))
  return [
    check(`the first load has ${first} bytes of scripts, at most ${mostOfStart}`, first <= mostOfStart),
    check(
      `each further page has at most ${largest} bytes of its own, at most ${mostOfPage}`,
      largest <= mostOfPage,
    ),
    check(`${styles} bytes of styles, at most ${mostOfStyles}`, styles <= mostOfStyles),
  ]
}

const check = (name: string, isRight: boolean): Check => ({ name: `sizes: ${name}`, isRight })

/** The scripts that the page names itself. */
const loadedBy = (html: string) =>
  new Set([...html.matchAll(/assets\/([^"]+\.js)"/g)].map(([, name]) => name!))

/** Parts that pages share count as loaded at first. */
const shared = (names: string[]) => names.filter(name => !/^(overview|computed)-/.test(name) && !isPage(name))
const isPage = (name: string) =>
  globSync(join(root, 'web/pages/*')).some(path => name.startsWith(`${basename(path)}-`))
