import { type ErrorCode } from '../codes/error-code.ts'
import { type HttpCode, httpCodes } from '../codes/http-code.ts'

/** The body of a refusal outside GraphQL, in the shape of GraphQL. */
export function errorBody(status: number, message: string, requestId?: string) {
  const code = codeOf(status)
  return { errors: [{ message, extensions: { code, ...(status >= 500 && { requestId }) } }] }
}

function codeOf(status: number): ErrorCode | HttpCode {
  const byStatus: Partial<Record<number, HttpCode>> = httpCodes
  return byStatus[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR')
}
