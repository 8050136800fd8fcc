/**
 * The kind of failure of a call.
 * - `rate_limit`: too many requests, or no credit left
 * - `timeout`: no answer in time
 * - `content_filter`: the provider refused the content
 * - `auth`: the key is wrong, or may not do this
 * - `overloaded`: the provider has no capacity at the moment
 * - `invalid_request`: the provider refused the request, such as one that is too long
 * - `server_error`: any other failure of the provider
 * - `connection`: no connection, or one that broke
 * - `aborted`: the caller did not wait for the end of the answer
 * - `unknown`: anything else
 */
export type ErrorClass =
  | 'rate_limit'
  | 'timeout'
  | 'content_filter'
  | 'auth'
  | 'overloaded'
  | 'invalid_request'
  | 'server_error'
  | 'connection'
  | 'aborted'
  | 'unknown'

/** The kind of a failure: by the code or type in its body, else by its HTTP status, else by its name. */
export function errorClassOf(error: unknown): ErrorClass {
  const causes = causesOf(error)
  return firstOf(causes, byWord) ?? firstOf(causes, byStatus) ?? firstOf(causes, byName) ?? 'unknown'
}

/** The failure and those that it names as its cause, such as the last of several attempts. */
function causesOf(error: unknown): Failure[] {
  const causes: Failure[] = []
  let cause: unknown = error
  while (isObject(cause) && causes.length < 5) {
    causes.push(cause)
    cause = cause.lastError ?? cause.cause
  }
  return causes
}

interface Failure {
  name?: unknown
  message?: unknown
  status?: unknown
  statusCode?: unknown
  code?: unknown
  type?: unknown
  lc_error_code?: unknown
  error?: unknown
  data?: unknown
  lastError?: unknown
  cause?: unknown
}

const isObject = (value: unknown): value is Failure => typeof value === 'object' && value !== null

const firstOf = (failures: Failure[], classOf: (failure: Failure) => ErrorClass | undefined) =>
  failures.map(classOf).find(found => found !== undefined)

/** The words of OpenAI, Azure, Anthropic, LangChain and Node.js; those of a body are one or two levels down. */
function byWord(failure: Failure): ErrorClass | undefined {
  const body = isObject(failure.data) ? failure.data.error : failure.error
  const inner = isObject(body) && isObject(body.error) ? body.error : undefined
  const bodies = [failure, body, inner].filter(isObject)
  return bodies
    .flatMap(({ code, type, lc_error_code }) => [code, type, lc_error_code])
    .map(word => words.get(String(word).toLowerCase()))
    .find(found => found !== undefined)
}

const words = new Map<string, ErrorClass>([
  ['content_filter', 'content_filter'],
  ['content_policy_violation', 'content_filter'],
  ['responsibleaipolicyviolation', 'content_filter'],
  ['rate_limit_error', 'rate_limit'],
  ['rate_limit_exceeded', 'rate_limit'],
  ['insufficient_quota', 'rate_limit'],
  ['model_rate_limit', 'rate_limit'],
  ['billing_error', 'rate_limit'],
  ['overloaded_error', 'overloaded'],
  ['server_is_overloaded', 'overloaded'],
  ['timeout_error', 'timeout'],
  ['etimedout', 'timeout'],
  ['und_err_headers_timeout', 'timeout'],
  ['und_err_body_timeout', 'timeout'],
  ['und_err_connect_timeout', 'timeout'],
  ['authentication_error', 'auth'],
  ['permission_error', 'auth'],
  ['invalid_api_key', 'auth'],
  ['model_authentication', 'auth'],
  ['invalid_request_error', 'invalid_request'],
  ['invalid_prompt', 'invalid_request'],
  ['invalid_prompt_input', 'invalid_request'],
  ['not_found_error', 'invalid_request'],
  ['model_not_found', 'invalid_request'],
  ['request_too_large', 'invalid_request'],
  ['context_length_exceeded', 'invalid_request'],
  ['server_error', 'server_error'],
  ['api_error', 'server_error'],
  ['econnreset', 'connection'],
  ['econnrefused', 'connection'],
  ['enotfound', 'connection'],
  ['epipe', 'connection'],
  ['und_err_socket', 'connection'],
])

function byStatus(failure: Failure): ErrorClass | undefined {
  const status = Number(failure.status ?? failure.statusCode)
  if (status >= 500) return serverErrors.get(status) ?? 'server_error'
  if (status >= 400) return clientErrors.get(status) ?? 'invalid_request'
  return undefined
}

const clientErrors = new Map<number, ErrorClass>([
  [401, 'auth'],
  [402, 'rate_limit'],
  [403, 'auth'],
  [408, 'timeout'],
  [429, 'rate_limit'],
])

const serverErrors = new Map<number, ErrorClass>([
  [503, 'overloaded'],
  [504, 'timeout'],
  [529, 'overloaded'],
])

/** The clients name their errors in the class, which stays readable where `name` is only `Error`. */
function byName(failure: Failure): ErrorClass | undefined {
  const names = `${String(failure.name)} ${failure.constructor?.name}`
  return namePatterns.find(([pattern]) => pattern.test(names))?.[1]
}

const namePatterns: [RegExp, ErrorClass][] = [
  [/Abort/, 'aborted'],
  [/Timeout/, 'timeout'],
  [/RateLimit/, 'rate_limit'],
  [/Overloaded/, 'overloaded'],
  [/Authentication|PermissionDenied/, 'auth'],
  [/ContentFilter/, 'content_filter'],
  [/Connection/, 'connection'],
]
