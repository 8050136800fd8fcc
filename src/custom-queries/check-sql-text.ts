import { badInput } from '../errors.ts'

const mostBytes = 10_000

/** @throws TOO_LONG, INVALID_TEXT */
export function checkSqlText(sql: string): void {
  if (Buffer.byteLength(sql) > mostBytes)
    throw badInput('TOO_LONG', 'sql', `The SQL may have at most ${mostBytes.toLocaleString('en')} bytes.`)
  if (!sql.trim() || !sql.isWellFormed() || hasControls(sql))
    throw badInput('INVALID_TEXT', 'sql', 'The SQL is empty or has control characters.')
}

const hasControls = (sql: string) => /[^\P{Cc}\t\n\r]/u.test(sql)
