import { mostMs, numberOf, wholeOf } from '../checks/number.ts'
import { Rejection } from '../checks/rejection.ts'
import { textOf } from '../checks/text.ts'
import { type ApiCallInput } from '../schema/tracking/api-call-input.ts'
import { type CheckedFact, checkedFact } from './fact.ts'
import { type Received } from './received.ts'

/** @throws Rejection naming the field that is wrong */
export function checkedApiCall(input: ApiCallInput, received: Received): CheckedFact {
  const status = wholeOf(input.statusCode, 'statusCode', 100, 599)
  if (status === null) throw new Rejection('REQUIRED', 'statusCode', 'statusCode is missing.')
  return {
    ...checkedFact(input, 'api_call', 'api_call', received),
    endpoint: required(input.endpoint, 'endpoint', 500),
    method: required(input.method, 'method', 20).toUpperCase(),
    status_code: status,
    success: status < 400,
    duration_ms: numberOf(input.durationMs, 'durationMs', 0, mostMs),
    error_message: textOf(input.errorMessage, 'errorMessage', 2_000),
  }
}

function required(value: string | null | undefined, field: string, most: number): string {
  const text = textOf(value, field, most)
  if (text === null) throw new Rejection('REQUIRED', field, `${field} is missing.`)
  return text
}
