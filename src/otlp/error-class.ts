import { textIn } from './read.ts'
import { failedStatus, type Span } from './span.ts'

export const hasFailed = ({ statusCode, attributes }: Span): boolean =>
  statusCode === failedStatus ||
  Boolean(attributes.get('error.type')) ||
  textIn(attributes, 'level') === 'ERROR'

/**
 * The type of the failure as the instrumentation says it: a code, a status, or the class of the exception that was recorded.
 * Never the message, which may quote a prompt.
 */
export function errorTypeOf(span: Span): string | undefined {
  if (!hasFailed(span)) return undefined
  const places = [span.attributes, ...span.events.map(({ attributes }) => attributes)]
  return places.map(attributes => textIn(attributes, 'errorType')).find(Boolean)
}

const mostCharacters = 100

/** The class of the failure: one of those that the wrappers of the SDK have, or else its type. */
export function errorClassOf(span: Span): string | undefined {
  const type = errorTypeOf(span)
  const known = type && classes.find(([pattern]) => pattern.test(type))?.[1]
  return known ?? type?.slice(0, mostCharacters).toWellFormed()
}

const classes: [RegExp, string][] = [
  [/content.?(filter|policy)|responsible.?ai/i, 'content_filter'],
  [/rate.?limit|quota|throttl|too.?many.?requests|^429$/i, 'rate_limit'],
  [/time.?d?.?out|deadline|^408$|^504$/i, 'timeout'],
  [/overloaded|unavailable|^503$|^529$/i, 'overloaded'],
  [/auth|permission.?denied|forbidden|^40[13]$/i, 'auth'],
  [/abort|cancel/i, 'aborted'],
  [/connection|^econn|^epipe|^enotfound/i, 'connection'],
  [/invalid.?request|bad.?request|not.?found|unprocessable|^4\d\d$/i, 'invalid_request'],
  [/server.?error|^5\d\d$/i, 'server_error'],
]
