import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(file, 'utf8')
const page = read('docs/sdk.md')

/** The names in the first column of the table under a heading. */
function rowsUnder(heading: string): string[] {
  const [, section] = page.split(`\n## ${heading}\n`)
  const rows = section!.split('\n## ')[0]!.matchAll(/^\| (`.+?) \|/gm)
  return [...rows].flatMap(([, cell]) => [...cell!.matchAll(/`(\w+)/g)].map(([, name]) => name!)).toSorted()
}

const namesIn = (file: string, pattern: RegExp) =>
  [...read(file).matchAll(pattern)].map(([, name]) => name!).toSorted()

test('the page of the SDK lists every error code', () => {
  const codes = namesIn('packages/sdk/src/core/error.ts', /\| '(\w+)'/g)
  expect(rowsUnder('Errors')).toEqual(codes)
})

test('the page of the SDK lists every option', () => {
  const [options] = read('packages/sdk/src/options.ts').split('\n}\n')
  expect(rowsUnder('Options')).toEqual(
    [...options!.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name!).toSorted(),
  )
})

test('the page of the SDK lists every call', () => {
  const [calls] = read('packages/sdk/src/analytics.ts').split('\n}\n')
  const names = [...calls!.matchAll(/^ {2}(\w+)[<(]/gm)].map(([, name]) => name!)
  // `defaults()` is for the wrappers of the package.
  expect(rowsUnder('Calls')).toEqual(names.filter(name => name !== 'defaults').toSorted())
})
