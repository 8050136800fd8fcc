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

/**
 * The filter for CSV: comma, quotes, UTF-8, from the first line; quotes around texts alone, values as they are stored and not as they
 * are shown, the values of formulas.
 */
const csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false'

/** A cell as LibreOffice has it: a text, or a number or a truth, which have no quotes. */
export interface Cell {
  text: string
  isText: boolean
}

/** The cells of a workbook that LibreOffice opens, row by row. */
export async function openedBy({ path }: Office, workbook: string): Promise<Cell[][]> {
  const folder = dirname(workbook)
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  await runFile(path, [profile, '--headless', '--convert-to', csv, '--outdir', folder, workbook])
  const file = await readFile(workbook.replace(/xlsx$/, 'csv'))
  return parse(file, {
    cast: (text, { quoting }) => ({ text, isText: quoting }),
    relax_column_count: true,
  }) as unknown as Cell[][]
}
