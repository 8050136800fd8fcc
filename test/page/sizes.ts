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
  const textOf = (name: string) => readFileSync(join(assets, name), 'utf8')
  const sum = (names: Iterable<string>) => [...names].reduce((total, name) => total + sizeOf(name), 0)
  const named = loadedBy(readFileSync(join(root, 'dist/page/index.html'), 'utf8'))
  const pages = globSync(join(assets, '*.js')).flatMap(path => loadedLater(textOf(basename(path))))
  const start = withImports([...named, ...pages.filter(name => name.startsWith('overview-'))], textOf)
  const further = pages.map(page => sum(withImports([page], textOf).difference(start)))
  const first = sum(start)
  const largest = Math.max(0, ...further)
  const styles = sum(globSync(join(assets, '*.css')).map(path => basename(path)))
  return [
    check(`the first load has ${first} bytes of scripts, at most ${mostOfStart}`, first <= mostOfStart),
    check(
      `each of ${further.length} further pages and parts has at most ${largest} bytes of its own, at most ${mostOfPage}`,
      further.length > 10 && largest <= mostOfPage,
    ),
    check(`${styles} bytes of styles, at most ${mostOfStyles}`, styles <= mostOfStyles),
  ]
}

const check = (name: string, isRight: boolean): Check => ({ name: `sizes: ${name}`, isRight })

/** The scripts that the page names itself. */
const loadedBy = (html: string) => [...html.matchAll(/assets\/([^"]+\.js)"/g)].map(([, name]) => name!)

/** The scripts that a script loads when they are needed, such as the pages. */
const loadedLater = (text: string) =>
  [...text.matchAll(/\bimport\(\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map(([, name]) => name!)

/** Scripts with all that they import, directly or through others. */
function withImports(names: readonly string[], textOf: (name: string) => string): Set<string> {
  const all = new Set(names)
  for (const name of all)
    for (const [, imported] of textOf(name).matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
      all.add(imported!)
  return all
}
