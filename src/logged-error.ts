/** What a log line says of an error: enough to find its cause, and nothing that somebody sent. */
interface LoggedError {
  /** Its class, or ClickHouse's name of it. */
  type: string
  message: string
  /** SQLSTATE, number of ClickHouse, or that of the operating system. */
  code?: unknown
  /** The question that ClickHouse did not answer. */
  question?: unknown
  schema?: unknown
  table?: unknown
  column?: unknown
  constraint?: unknown
  stack: string
  cause?: LoggedError
}

const kept = [
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
 * Databases quote values in their messages, and repeat whole rows beside them (`detail`, `where`, `query`); so only
 * what is named here is logged, and of the message what stands before the first quote.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: withoutValues(String(error)), stack: '' }
  const given = error as Error & Partial<Record<'type' | (typeof kept)[number], unknown>>
  return {
    type: typeof given.type === 'string' ? given.type : error.constructor.name,
    message: messageOf(error),
    ...Object.fromEntries(kept.flatMap(key => (given[key] === undefined ? [] : [[key, given[key]]]))),
    stack: framesOf(error),
    ...(error.cause !== undefined && { cause: loggedError(error.cause) }),
  }
}

const longest = 500

/** What is quoted goes, and all behind it: a value may hold quotes itself. So does a password of a URL. */
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

/** Of PostgreSQL's errors those that are about tables and columns, unless it could not read the statement. */
const namesOnly = /^(42(?!601)...|23...|55...|3D000|3F000)$/
/** Nothing here raises any: an operator's own trigger says what it likes. */
const raisedByTrigger = /^P0...$/

/** The stack begins with the message, which may have lines that look like anything. */
function framesOf({ message, stack = '' }: Error): string {
  const frames = stack.slice(stack.indexOf(message) + message.length)
  return frames
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .join('\n')
}
