import { knownCode } from '../codes/error-code.ts'
import { type Outcome } from '../entities/audit-entry.ts'
import { refusalOf } from '../request/refusal-of.ts'
import { JobError } from './job-error.ts'

/** Why an attempt failed, as administrators see it, and what follows from that. */
export interface Failure {
  code: string
  message: string
  /** The same attempt would fail again. */
  isPermanent: boolean
  /** Whether the attempt counts towards the most failed attempts of its kind. */
  isCounted: boolean
  /** The outcome in the audit log, should the job end. */
  outcome: Outcome
}

/** Refusals because of an outage or of load, which end by themselves. */
const temporary = ['DB_UNAVAILABLE', 'AUTH_UNAVAILABLE', 'OVERLOADED', 'RATE_LIMITED']
/** Refusals that another attempt may not meet. */
const perhaps = ['QUERY_TIMEOUT', 'QUERY_TOO_LARGE', 'INTERNAL_SERVER_ERROR']

/** The failure that an error is; an unknown error is shown without its message, which may have anything in it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof JobError) {
    const { code, message, isPermanent } = error
    return { code, message, isPermanent, isCounted: true, outcome: 'FAILED' }
  }
  const refusal = refusalOf(error)
  if (!refusal) return isDiskFull(error) ? diskFull : unknownFailure
  const { code, reason = code } = refusal.extensions
  const isTemporary = temporary.includes(String(code))
  return {
    code: String(reason),
    message: refusal.message,
    isPermanent: !isTemporary && !perhaps.includes(String(code)),
    isCounted: !isTemporary,
    outcome: knownCode(code),
  }
}

/** The operating system says it by a code, ClickHouse in its message. */
const isDiskFull = (error: unknown) =>
  error instanceof Error &&
  (('code' in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code))) ||
    /No space left on device/.test(error.message))

const retried = (code: string, message: string, outcome: Outcome = 'FAILED'): Failure => ({
  code,
  message,
  isPermanent: false,
  isCounted: true,
  outcome,
})

const unknownFailure = retried(
  'INTERNAL_SERVER_ERROR',
  'The job failed; the log of the service has the reason.',
  'INTERNAL_SERVER_ERROR',
)

const diskFull = retried('DISK_FULL', 'The disk of the service is full.')

/** The attempts before this one ended with their processes, as often as the kind allows. */
export const abandoned: Failure = {
  code: 'INTERRUPTED',
  message: 'Each process that ran the job ended or hung before the job was done.',
  isPermanent: true,
  isCounted: true,
  outcome: 'FAILED',
}
