import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'

const runFile = promisify(execFile)

/** An installed LibreOffice. */
export interface Office {
  path: string
  version: string
}

/** Undefined if there is none. */
export async function findOffice(path: string): Promise<Office | undefined> {
  try {
    const { stdout } = await runFile(path, ['--version'])
    return { path, version: stdout.trim() }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The filter for CSV: comma, quotes, UTF-8, from the first line; values as they are stored and not as they are shown, the values of formulas. */
const csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false'

/** The cells of a workbook that LibreOffice opens, row by row. A number is its digits; the file does not tell it from a text of the same digits. */
export async function openedBy({ path }: Office, workbook: string): Promise<string[][]> {
  const folder = dirname(workbook)
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  await runFile(path, [profile, '--headless', '--convert-to', csv, '--outdir', folder, workbook])
  return parse(await readFile(workbook.replace(/xlsx$/, 'csv')), { relax_column_count: true })
}
