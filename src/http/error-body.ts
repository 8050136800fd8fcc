import { type ErrorCode } from '../codes/error-code.ts'
import { type HttpCode, httpCodes } from '../codes/http-code.ts'

/** An error in the shape of GraphQL. */
export interface ErrorBody {
  errors: [{ message: string; extensions: Record<string, unknown> }]
}

/** The body of a refusal outside GraphQL, in the shape of GraphQL. */
export function errorBody(status: number, message: string, requestId?: string): ErrorBody {
  const code = codeOf(status)
  return { errors: [{ message, extensions: { code, ...(status >= 500 && { requestId }) } }] }
}

/** The code of a refusal by the rules of HTTP. */
export function codeOf(status: number): ErrorCode | HttpCode {
  const byStatus: Partial<Record<number, HttpCode>> = httpCodes
  return byStatus[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR')
}
