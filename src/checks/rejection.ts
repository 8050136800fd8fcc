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

export type RejectionCode =
  | 'REQUIRED'
  | 'INVALID_TYPE'
  | 'UNKNOWN_FIELD'
  | 'TOO_LONG'
  | 'INVALID_TEXT'
  | 'INVALID_TIMESTAMP'
  | 'TIMESTAMP_OUT_OF_RANGE'
  | 'PROPERTIES_TOO_LARGE'
  | 'PROPERTIES_TOO_DEEP'
  | 'PROPERTIES_TOO_MANY_KEYS'
  | 'INVALID_NUMBER'
  | 'INVALID_CHOICE'
  | 'INVALID_ADDRESS'
  | 'INVALID_USER_ID'
  | 'EXACTLY_ONE'
  | 'OUT_OF_RANGE'
  | 'OUT_OF_ORDER'
  | 'TOO_MANY'
  | 'SAME_ID'
  | 'KNOWN_USER'
  | 'LINKED_TO_ANOTHER'
