import { type RejectionCode } from '../codes/rejection-code.ts'

/** Why an event is not stored: a stable code, the field that is wrong, and what to change. */
export class Rejection extends Error {
  readonly code: RejectionCode
  readonly field: string

  constructor(code: RejectionCode, field: string, message: string) {
    super(message)
    this.code = code
    this.field = field
  }
}

/** @throws Rejection for a value that is missing */
export function required<Value>(value: Value | null, field: string): Value {
  if (value === null) throw new Rejection('REQUIRED', field, `${field} is missing.`)
  return value
}
