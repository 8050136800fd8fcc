/** The codes of refusals outside GraphQL, by their HTTP status. */
export const httpCodes = {
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  408: 'REQUEST_TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  416: 'RANGE_NOT_SATISFIABLE',
  417: 'EXPECTATION_FAILED',
  421: 'HOST_NOT_ALLOWED',
  431: 'HEADERS_TOO_LARGE',
} as const

export type HttpCode = (typeof httpCodes)[keyof typeof httpCodes]
