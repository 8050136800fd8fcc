/** An error in a log line: enough to find the cause, and no value that a client sent. */
interface LoggedError {
  /** The class of the error, or the name that ClickHouse gives it. */
  type: string
  message: string
  /** The SQLSTATE, or the code of ClickHouse or of the operating system. */
  code?: unknown
  /** The name of the question that failed in ClickHouse. */
  question?: unknown
  schema?: unknown
  table?: unknown
  column?: unknown
  constraint?: unknown
  stack: string
  cause?: LoggedError
}

const loggedKeys = [
  'code',
  'question',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'dataType',
  'routine',
] as const

/**
 * The loggable part of an error. Databases quote values in messages and whole rows in other properties (`detail`, `where`,
 * `query`), so only the named properties are logged, and the message only up to its first quote.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: withoutValues(String(error)), stack: '' }
  const given = error as Error & Partial<Record<'type' | (typeof loggedKeys)[number], unknown>>
  return {
    type: typeof given.type === 'string' ? given.type : error.constructor.name,
    message: messageOf(error),
    ...Object.fromEntries(loggedKeys.flatMap(key => (given[key] === undefined ? [] : [[key, given[key]]]))),
    stack: framesOf(error),
    ...(error.cause !== undefined && { cause: loggedError(error.cause) }),
  }
}

const longest = 500

/** Removes the first quote and all text after it, since a value may have quotes in it. Removes passwords from URLs too. */
export function withoutValues(text: string): string {
  return text
    .replace(/\/\/\S*@/g, '//…@')
    .replace(/["'`][\s\S]*/, '…')
    .slice(0, longest)
}

function messageOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  if (raisedByTrigger.test(code)) return ''
  return namesOnly.test(code) ? error.message : withoutValues(error.message)
}

/** PostgreSQL's codes for errors about tables and columns, without syntax errors. These messages quote only names. */
const namesOnly = /^(42(?!601)...|23...|55...|3D000|3F000)$/
/** Raised by PL/pgSQL, which only an operator's own triggers use: their messages may have any text. */
const raisedByTrigger = /^P0...$/

/** The stack without the message at its beginning, which may have lines that look like frames. */
function framesOf({ message, stack = '' }: Error): string {
  const frames = stack.slice(stack.indexOf(message) + message.length)
  return frames
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .join('\n')
}
