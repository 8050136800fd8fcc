const codeOf: Record<number, string> = {
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  408: 'REQUEST_TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  417: 'EXPECTATION_FAILED',
  421: 'HOST_NOT_ALLOWED',
  431: 'HEADERS_TOO_LARGE',
}

/** The body of a refusal outside GraphQL, in the shape of GraphQL. */
export function errorBody(status: number, message: string, requestId?: string) {
  const code = codeOf[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR')
  return { errors: [{ message, extensions: { code, ...(status >= 500 && { requestId }) } }] }
}
