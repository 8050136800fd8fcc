import { GraphQLError } from 'graphql'

/** How long a client should wait before it repeats a request that an outage refused. */
const retryAfterMs = 1_000

/** The request is understood and wrong: what to change is in the message, which argument in `field`. */
export const badInput = (reason: string, field: string, message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', reason, field } })

/**
 * No token, or one that proves nothing. A bad one is refused before there is a response for a plugin to see,
 * so the status travels with the error.
 */
export const unauthenticated = (message: string) =>
  new GraphQLError(message, {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: { status: 401, headers: new Map([['www-authenticate', 'Bearer realm="convograph"']]) },
    },
  })

/** A good token whose roles do not allow this field. */
export const forbidden = (message: string) => new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } })

/** What was measured of an operation, and what is allowed. */
interface Measured {
  measure: 'DEPTH' | 'FIELDS' | 'ROOT_FIELDS' | 'ALIASES' | 'DIRECTIVES' | 'COST'
  cost: number
  limit: number
}

/** The document asks for more than the limits allow, whatever the values in the database are. */
export const tooComplex = (message: string, measured: Measured) =>
  new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COMPLEX', ...measured, http: { status: 400 } } })

/** A question ran longer than `QUERY_TIMEOUT_MS`. */
export const queryTimeout = (name: string) =>
  new GraphQLError(`The question "${name}" took too long. Ask for a shorter range or fewer buckets.`, {
    extensions: { code: 'QUERY_TIMEOUT' },
  })

/** Only listed documents run, and this text is none of them. */
export const documentNotTrusted = () =>
  new GraphQLError(
    'Only documents that the operator listed may be asked, by POST, unchanged or by their id.',
    {
      extensions: { code: 'DOCUMENT_NOT_TRUSTED' },
    },
  )

/** The code that clients know from automatic persisted queries. */
export const persistedQueryNotFound = () =>
  new GraphQLError('No listed document has this id.', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } })

/** A list took longer than `QUERY_TIMEOUT_MS` in PostgreSQL. */
export const listTimeout = () =>
  new GraphQLError('Reading a list took too long. Narrow it down, or leave out totalCount.', {
    extensions: { code: 'QUERY_TIMEOUT' },
  })

/** A request took longer than `REQUEST_TIMEOUT_MS`, all its questions together. */
export const requestTimeout = () =>
  new GraphQLError('The request took too long. Ask for less at once, or in several requests.', {
    extensions: { code: 'QUERY_TIMEOUT' },
  })

/** A question needs more memory than ClickHouse may use. */
export const queryTooLarge = (name: string) =>
  new GraphQLError(
    `The question "${name}" needs more memory than it may have. Ask for a shorter range, fewer buckets or groups.`,
    { extensions: { code: 'QUERY_TOO_LARGE' } },
  )

/** What ends the questions of a client that went away. Nobody is told; logs and metrics have it. */
export const clientGone = () =>
  new GraphQLError('The client went away.', { extensions: { code: 'CLIENT_GONE' } })

/** Only the engine knows which regular expressions it takes, so it finds out while it runs the question. */
export const invalidPattern = () =>
  badInput(
    'INVALID_FILTER',
    'filter',
    'A regular expression cannot be read: it is RE2, without look-around and back references.',
  )

/** An engine does not answer. Nothing was stored, and the same request may be sent again. */
export const unavailable = (engine: 'PostgreSQL' | 'ClickHouse') =>
  new GraphQLError(`${engine} does not answer at the moment. Send the same request again shortly.`, {
    extensions: { code: 'DB_UNAVAILABLE', engine, retryAfterMs },
  })

/** What ClickHouse holds must not be counted yet, or not in this process. */
export const columnsUnavailable = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'DB_UNAVAILABLE', engine: 'ClickHouse', retryAfterMs } })

/** The same before there is a response for a plugin to see. */
export const unavailableAtOnce = (engine: 'PostgreSQL') => atOnce(unavailable(engine), 503)

/** The keys that tokens are checked with cannot be read: nobody can tell whether a token is valid. */
export const authUnavailable = (retryAfterMs: number) =>
  atOnce(
    new GraphQLError('The auth service does not answer at the moment. Send the same request again shortly.', {
      extensions: { code: 'AUTH_UNAVAILABLE', retryAfterMs: Math.max(1, Math.ceil(retryAfterMs)) },
    }),
    503,
  )

/** Only projects that an operator made may be used, and the one of this token is none of them. */
export const unknownProject = () =>
  new GraphQLError('The project of this token is not known here. An operator has to make it first.', {
    extensions: { code: 'UNKNOWN_PROJECT', http: { status: 403 } },
  })

/** An operator may make the project sooner than there is room for another one. */
const mostWaitMs = 3_600_000

/** Tokens make so many projects in a day, and the one of this token would be one more. */
export const tooManyProjects = (limit: number, retryAfterMs: number) =>
  atOnce(
    new GraphQLError(
      `Tokens have made ${limit} new projects within a day. Wait, or let an operator make the project.`,
      {
        extensions: {
          code: 'TOO_MANY_PROJECTS',
          limit,
          retryAfterMs: Math.min(mostWaitMs, Math.ceil(retryAfterMs)),
        },
      },
    ),
    429,
  )

/** Too often. The same request may be sent again after the wait. */
export const rateLimited = (message: string, retryAfterMs: number, state: object = {}) =>
  new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', retryAfterMs, ...state } })

/** The same before there is a response for a plugin to see. */
export const rateLimitedAtOnce = (message: string, retryAfterMs: number) =>
  atOnce(rateLimited(message, retryAfterMs), 429)

/** More of something than there is room for, such as `events`. Nothing of this request was stored. */
export const overloaded = (what: string) =>
  new GraphQLError(`More ${what} are waiting than there is room for. Send the same request again shortly.`, {
    extensions: { code: 'OVERLOADED', retryAfterMs },
  })

/** Whole seconds, as the header has them. */
export const retryAfterSeconds = (milliseconds: number) => String(Math.ceil(milliseconds / 1_000))

function atOnce({ message, extensions }: GraphQLError, status: number): GraphQLError {
  const headers = new Map([['retry-after', retryAfterSeconds(Number(extensions.retryAfterMs))]])
  return new GraphQLError(message, { extensions: { ...extensions, http: { status, headers } } })
}
