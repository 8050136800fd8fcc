/** A refusal by the rules of HTTP; the error handler answers with its status. */
export interface Refusal extends Error {
  statusCode: number
  headers?: Record<string, string>
}

export const refusal = (statusCode: number, message: string, headers?: Record<string, string>): Refusal =>
  Object.assign(new Error(message), { statusCode, headers })
