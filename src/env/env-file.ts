import { readFileSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { parseEnv } from 'node:util'

/** The names of the settings in a file, and its mistakes: sentences without the file's text, which may be a secret. */
export interface EnvFile {
  names: string[]
  mistakes: string[]
}

/**
 * Adds the settings of the file `.env` to the environment of this process, which takes precedence. Without a file there
 * is nothing to add; a file with mistakes adds nothing.
 */
export function loadSettingsFile(path = '.env'): EnvFile {
  const { text, mistake } = textOf(path)
  if (mistake !== undefined) return { names: [], mistakes: [`${path} ${mistake}`] }
  if (text === undefined) return { names: [], mistakes: [] }
  const mistakes = linesWithoutSetting(text).map(line => `${path} has no NAME=value in line ${line}`)
  if (mistakes.length === 0) loadEnvFile(path)
  return { names: Object.keys(parseEnv(text)), mistakes }
}

function textOf(path: string): { text?: string; mistake?: string } {
  try {
    const text = readFileSync(path, 'utf8')
    return isPlainUtf8(text)
      ? { text }
      : { mistake: 'must be a text file in UTF-8 without a byte order mark' }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return {}
    return { mistake: code === 'EISDIR' ? 'is a folder; it must be a file' : `cannot be read (${code})` }
  }
}

/** An editor on Windows may write UTF-16, or a mark that would become part of the first name. */
const isPlainUtf8 = (text: string) => !/^\uFEFF|[\0\uFFFD]/.test(text)

const blankOrComment = /^\s*(#|$)/
const setting = /^\s*(export\s+)?[\w.-]+\s*=\s*(?<value>.*)$/s

/** The numbers, from 1, of lines that neither set a name nor continue a quoted value nor are a comment. */
export function linesWithoutSetting(text: string): number[] {
  const lines = text.split(/\r?\n/)
  const wrong: number[] = []
  for (let index = 0; index < lines.length; index++) {
    if (blankOrComment.test(lines[index]!)) continue
    const value = setting.exec(lines[index]!)?.groups?.value
    if (value === undefined) wrong.push(index + 1)
    else index += linesOfValue(value, lines.slice(index + 1))
  }
  return wrong
}

/** The number of lines after the first that belong to a value: a quoted value ends at its closing quote. */
function linesOfValue(value: string, following: string[]): number {
  const [quote] = /^["'`]/.exec(value) ?? []
  if (quote === undefined || value.includes(quote, 1)) return 0
  const last = following.findIndex(line => line.includes(quote))
  return last + 1
}
