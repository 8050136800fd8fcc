import { globSync, readFileSync, statSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

const folder = new URL('../../import/', import.meta.url)

// biome-ignore lint/suspicious/noExplicitAny: rows of other products
export type Row = Record<string, any>

/** The path of a file of `test/import`, or of a folder there. */
export const pathOf = (name: string): string => new URL(name, folder).pathname

/** The paths of a file, or of all files in a folder. */
export const pathsIn = (path: string): string[] =>
  statSync(path).isDirectory() ? globSync(`${path}/**/*.json`) : [path]

const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8')

/** The rows of JSON lines, of a file or of all files in a folder, without those that cannot be read. */
export const jsonLines = (name: string): Row[] =>
  pathsIn(pathOf(name)).flatMap(path => parsedLines(readFileSync(path, 'utf8')))

export const jsonFile = (name: string): Row => JSON.parse(textOf(name))

/** The records of a CSV file, by their columns. */
export const csvFile = (name: string): Row[] => parse(textOf(name), { columns: true })

function parsedLines(text: string): Row[] {
  return text.split('\n').flatMap(line => {
    try {
      return [JSON.parse(line)]
    } catch {
      return []
    }
  })
}
