/** A code in the `extensions` of an error. */
interface Described {
  description: string
  /** The HTTP status of an answer that holds nothing but this refusal. Absent where it is a success over GraphQL. */
  status?: number
}

/** Every code of an error. A code is added here and in the table of docs/operations.md. */
const codes = {
  BAD_REQUEST: { description: 'The HTTP request is no request for GraphQL.' },
  GRAPHQL_PARSE_FAILED: { description: 'The document is not GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { description: 'The document does not match the schema.' },
  OPERATION_RESOLUTION_FAILURE: { description: 'The document has no operation of the given name.' },
  BAD_USER_INPUT: { description: 'An argument or a variable is wrong; `reason` and `field` say which.' },
  QUERY_TOO_COMPLEX: { description: 'The operation exceeds a limit of its depth, size or cost.' },
  PERSISTED_QUERY_NOT_SUPPORTED: { description: 'The service keeps no documents of clients.', status: 400 },
  PERSISTED_QUERY_NOT_FOUND: { description: 'No trusted document has the id.', status: 400 },
  DOCUMENT_NOT_TRUSTED: {
    description: 'The text or id of the document is not on the list that `TRUSTED_DOCUMENTS` names.',
    status: 400,
  },
  UNAUTHENTICATED: { description: 'The request has no valid token.', status: 401 },
  FORBIDDEN: { description: 'The roles of the token do not allow the field.', status: 403 },
  UNKNOWN_PROJECT: { description: 'The project of the token does not exist.', status: 403 },
  PROJECT_DELETING: { description: 'The project of the token is being deleted.', status: 403 },
  RATE_LIMITED: { description: 'A rate limit of the caller is used up.', status: 429 },
  TOO_MANY_PROJECTS: {
    description: 'Tokens have created as many projects as they may in a day.',
    status: 429,
  },
  TOO_MANY_SUBSCRIPTIONS: {
    description: 'The caller, or the process, has as many open subscriptions as it may have.',
    status: 429,
  },
  QUERY_TIMEOUT: { description: 'A question took longer than its limit.' },
  QUERY_TOO_LARGE: { description: 'A question exceeded a limit of ClickHouse, such as its memory.' },
  SQL_NOT_ALLOWED: { description: 'The SQL of a custom query has a part that custom queries may not have.' },
  SQL_FAILED: { description: 'ClickHouse refuses the SQL of a custom query; the message says why.' },
  RESULT_TOO_LARGE: { description: 'The rows of a custom query exceed the size of an answer.' },
  NOT_CONFIGURED: { description: 'The operator has not turned the feature on.' },
  CLIENT_GONE: { description: 'The client disconnected before its questions were answered.' },
  DB_UNAVAILABLE: { description: 'PostgreSQL or ClickHouse does not answer at the moment.', status: 503 },
  AUTH_UNAVAILABLE: { description: 'The auth service does not answer at the moment.', status: 503 },
  FILE_ELSEWHERE: { description: 'Another server process has the file of the export.', status: 503 },
  OVERLOADED: { description: 'Too many requests are waiting.', status: 503 },
  INTERNAL_SERVER_ERROR: {
    description: 'The service has a bug; its log has the details under the request id.',
  },
} satisfies Record<string, Described>

export type ErrorCode = keyof typeof codes

export const errorCodes: Record<ErrorCode, Described> = codes

/** The description of each code. */
export const describedErrors = Object.fromEntries(
  Object.entries(codes).map(([code, { description }]) => [code, description]),
) as Record<ErrorCode, string>

/** A code of a library that is none of these stands for a bug. */
export const knownCode = (code: unknown): ErrorCode => (isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR')

export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(codes, code)
