import { GraphQLError } from 'graphql'
import { type ErrorCode, errorCodes, isErrorCode } from './codes/error-code.ts'
import { type UserErrorCode } from './codes/user-error-code.ts'

/** Undefined for a code that leaves the status to the protocol: over GraphQL such an answer is a success. */
export const statusOf = (code: unknown): number | undefined =>
  isErrorCode(code) ? errorCodes[code].status : undefined

/** An error with a code, and further fields of its `extensions`. */
const failure = (code: ErrorCode, message: string, more: object = {}) =>
  new GraphQLError(message, { extensions: { code, ...more } })

/** The time after which a client should repeat a request that was refused because of an outage. */
const retryAfterMs = 1_000

/** A wrong argument, named by `field`. The message says what to change. */
export const badInput = (reason: UserErrorCode, field: string, message: string) =>
  failure('BAD_USER_INPUT', message, { reason, field })

/** A formula that cannot be computed. `position` is the place in its text: line and column from 1, the offset from 0. */
export const invalidFormula = (
  reason: UserErrorCode,
  message: string,
  position: { line: number; column: number; offset: number },
) =>
  failure('BAD_USER_INPUT', `${message} (line ${position.line}, column ${position.column})`, {
    reason,
    field: 'formula',
    position,
  })

/** No token, or an invalid token. */
export const unauthenticated = (message: string) =>
  early(failure('UNAUTHENTICATED', message), {
    'www-authenticate': 'Bearer realm="convograph"',
  })

/** A valid token whose roles do not allow the field. */
export const forbidden = (message: string) => failure('FORBIDDEN', message)

/** A measure of an operation, and its limit. */
export interface Measured {
  measure: 'DEPTH' | 'FIELDS' | 'ROOT_FIELDS' | 'ALIASES' | 'DIRECTIVES' | 'COST'
  cost: number
  limit: number
  /** The setting of the limit; absent for a limit that is fixed. */
  setting?: string
  /** The most expensive parts of the operation, with their points. */
  dearest?: { path: string; cost: number }[]
}

/** The operation exceeds a limit, independent of the data. */
export const tooComplex = (message: string, measured: Measured) =>
  failure('QUERY_TOO_COMPLEX', message, { ...measured, http: { status: 400 } })

/** A question ran longer than `QUERY_TIMEOUT_MS`. */
export const queryTimeout = (name: string) =>
  failure('QUERY_TIMEOUT', `The question "${name}" took too long. Use a shorter range or fewer buckets.`)

/** The text is not one of the trusted documents. */
export const documentNotTrusted = () =>
  failure(
    'DOCUMENT_NOT_TRUSTED',
    'The operator allows only trusted documents. Send one unchanged, or its id, in a POST request.',
  )

/** The id is not one of the trusted documents. Clients know the code from automatic persisted queries. */
export const persistedQueryNotFound = () =>
  failure('PERSISTED_QUERY_NOT_FOUND', 'No trusted document has this id.')

/** A list took longer than `QUERY_TIMEOUT_MS` in PostgreSQL. */
export const listTimeout = () =>
  failure('QUERY_TIMEOUT', 'Reading a list took too long. Use a narrower filter, or leave totalCount out.')

/** All questions of a request together took longer than `REQUEST_TIMEOUT_MS`. */
export const requestTimeout = () =>
  failure('QUERY_TIMEOUT', 'The request took too long. Select fewer fields, or split the request.')

/** A question exceeds a limit of ClickHouse: memory, or the length of a statement. */
export const queryTooLarge = (name: string) =>
  failure(
    'QUERY_TOO_LARGE',
    `The question "${name}" exceeds a limit of ClickHouse. Use a shorter range, fewer buckets, groups or conditions.`,
  )

/** The SQL of a custom query has a part that no custom query may have. */
export const sqlNotAllowed = (message: string) => failure('SQL_NOT_ALLOWED', message)

/** ClickHouse refuses the SQL of a custom query: `reason` is its name for the error. A line begins with column 1. */
export const sqlFailed = (message: string, at: { reason?: string; line?: number; column?: number } = {}) =>
  failure('SQL_FAILED', message, at)

/** The rows of a custom query have more bytes than an answer may have. */
export const resultTooLarge = () =>
  failure('RESULT_TOO_LARGE', 'The rows exceed 10 MB. Select fewer columns, or shorter values, or use LIMIT.')

/** A custom query exceeds its memory, or the rows that it may read. */
export const customQueryTooLarge = () =>
  failure(
    'QUERY_TOO_LARGE',
    'The custom query exceeds its memory or the rows that it may read. Group by fewer values, or read a shorter time.',
  )

/** A custom query ran longer than its `timeoutSeconds`. */
export const customQueryTimeout = (seconds: number) =>
  failure(
    'QUERY_TIMEOUT',
    `The custom query took longer than ${seconds} s. Read less, or raise timeoutSeconds.`,
  )

/** A feature needs a setting of the operator. */
export const notConfigured = (message: string) => failure('NOT_CONFIGURED', message)

/** Ends the questions of a client that disconnected. Only logs and metrics show this error. */
export const clientGone = () => failure('CLIENT_GONE', 'The client disconnected.')

/** A regular expression that ClickHouse refuses, while it runs the question. */
export const invalidPattern = () =>
  badInput(
    'INVALID_FILTER',
    'filter',
    'A regular expression is invalid. The syntax is RE2, which has no look-around and no back references.',
  )

/** An engine does not answer. Nothing is stored, and the client may repeat the request. */
export const unavailable = (engine: 'PostgreSQL' | 'ClickHouse') =>
  failure('DB_UNAVAILABLE', `${engine} does not answer at the moment. Send the same request again shortly.`, {
    engine,
    retryAfterMs,
  })

/** A shard of the cluster does not answer, so that no question can be answered: its users would be missing. */
export const shardUnavailable = (shard: string) =>
  failure(
    'DB_UNAVAILABLE',
    `ClickHouse does not answer at the moment: ${shard} of the cluster is away. Send the same request again shortly.`,
    { engine: 'ClickHouse', shard, retryAfterMs },
  )

/** ClickHouse is not ready to answer questions, or not those of this process. */
export const columnsUnavailable = (message: string) =>
  failure('DB_UNAVAILABLE', message, { engine: 'ClickHouse', retryAfterMs })

/** The same before Apollo runs. */
export const unavailableEarly = (engine: 'PostgreSQL') => earlyWithRetry(unavailable(engine))

/** The public keys of the auth service cannot be read, so that no token can be checked. */
export const authUnavailable = (retryAfterMs: number) =>
  earlyWithRetry(
    failure(
      'AUTH_UNAVAILABLE',
      'The auth service does not answer at the moment. Send the same request again shortly.',
      { retryAfterMs: Math.max(1, Math.ceil(retryAfterMs)) },
    ),
  )

/** The project of the token does not exist, and tokens may not create projects. */
export const unknownProject = () =>
  early(
    failure('UNKNOWN_PROJECT', 'The project of this token does not exist. An operator must create it first.'),
  )

/** The project of the token is being deleted. It may be created anew once that is done. */
export const projectIsDeleting = () =>
  early(
    failure(
      'PROJECT_DELETING',
      'The project of this token is being deleted. Nothing of it can be read or stored.',
    ),
  )

/** The longest wait to suggest: an operator may create the project at any time. */
const mostWaitMs = 3_600_000

/** The project of the token would exceed the number of projects that tokens may create in a day. */
export const tooManyProjects = (limit: number, retryAfterMs: number) =>
  earlyWithRetry(
    failure(
      'TOO_MANY_PROJECTS',
      `Tokens may create ${limit} projects per day. Send the request again later, or let an operator create the project.`,
      { limit, retryAfterMs: Math.min(mostWaitMs, Math.ceil(retryAfterMs)) },
    ),
  )

/** A file of an export is not on the disk of this process. The next request may reach the process that has it. */
export const fileElsewhere = () =>
  failure(
    'FILE_ELSEWHERE',
    'The file is on the disk of another server process. Send the same request again.',
    {
      retryAfterMs,
    },
  )

/** A rate limit is used up. The client may repeat the request after the wait. */
export const rateLimited = (message: string, retryAfterMs: number, state: object = {}) =>
  failure('RATE_LIMITED', message, { retryAfterMs, ...state })

/** The same before Apollo runs. */
export const rateLimitedEarly = (message: string, retryAfterMs: number) =>
  earlyWithRetry(rateLimited(message, retryAfterMs))

/** A caller, or the process, has as many open subscriptions as it may have. The client may try again once one has ended. */
export const tooManySubscriptions = (whose: string, limit: number, setting: string) =>
  failure('TOO_MANY_SUBSCRIPTIONS', `${whose} may have ${limit} open subscriptions (setting ${setting}).`, {
    limit,
    setting,
    retryAfterMs,
  })

/** The request belongs to another path of the API. */
export const badRequest = (message: string) => failure('BAD_REQUEST', message, { http: { status: 400 } })

/** Too many calls of a kind wait, such as `events`. Nothing of the request is stored. */
export const overloaded = (calls: string) =>
  failure('OVERLOADED', `Too many ${calls} are waiting. Send the same request again shortly.`, {
    retryAfterMs,
  })

/** The value of the header `Retry-After`: whole seconds. */
export const retryAfterSeconds = (milliseconds: number) => String(Math.ceil(milliseconds / 1_000))

/** An error that may be thrown before Apollo runs, which then takes status and headers from the error itself. */
function early({ message, extensions }: GraphQLError, headers: Record<string, string> = {}): GraphQLError {
  const http = { status: statusOf(String(extensions.code)), headers: new Map(Object.entries(headers)) }
  return new GraphQLError(message, { extensions: { ...extensions, http } })
}

const earlyWithRetry = (error: GraphQLError) =>
  early(error, { 'retry-after': retryAfterSeconds(Number(error.extensions.retryAfterMs)) })
