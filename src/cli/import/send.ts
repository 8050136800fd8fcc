import { setTimeout as pause } from 'node:timers/promises'
import { ImportError } from './row.ts'

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000

/** The text of a request with one root field. */
export interface RequestBody {
  text: string
  field: 'track' | 'identifyUsers'
}

export interface SenderSettings {
  service: ServiceAddress
  /** How long a batch is retried before the import gives up. */
  patienceMs: number
  /** Ends the pause between two attempts. A request in flight is never aborted. */
  stop: AbortSignal
  /** Whether the address has answered anything yet. A service that never answered is not waited for. */
  contact: { isMade: boolean }
  /** Called with the reason and the length of each pause. */
  onWait: (reason: string, milliseconds: number) => void
}

/**
 * Sends a request body until the service has answered it, and gives the answer of its root field. Each attempt sends the
 * same bytes, so if an answer was lost, the events of that attempt are duplicates in the next one.
 * @throws ImportError when nothing answers at the address, the service refuses, or has not accepted the batch within
 * `patienceMs`
 */
export async function sendBody<Answer>(
  { text, field }: RequestBody,
  settings: SenderSettings,
): Promise<Answer> {
  const startedAt = performance.now()
  for (let tries = 1; ; tries++) {
    const attempt = await post<Answer>(text, field, settings.service)
    if ('answer' in attempt) {
      settings.contact.isMade = true
      return attempt.answer
    }
    if (attempt.isAway && !settings.contact.isMade) throw noService(attempt.reason, settings)
    settings.contact.isMade ||= !attempt.isAway
    const remainingMs = settings.patienceMs - (performance.now() - startedAt)
    if (remainingMs <= 0) throw gaveUp(attempt.reason, settings)
    const waitMs = Math.min(pauseMs(tries, attempt), remainingMs)
    settings.onWait(attempt.reason, waitMs)
    await pause(waitMs, undefined, { signal: settings.stop })
  }
}

/** Doubles from 250 ms. A random part of up to a quarter keeps batches from returning at the same moment. */
function pauseMs(tries: number, { retryAfterMs = 0 }: Retry): number {
  const doubled = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS)
  return Math.max(doubled, retryAfterMs) * (1 + Math.random() / 4)
}

function noService(reason: string, { service }: SenderSettings): ImportError {
  return new ImportError(
    `No service answers at ${service.url} (${reason}). Start the service, or give its address with --url.`,
  )
}

function gaveUp(reason: string, { service, patienceMs }: SenderSettings): ImportError {
  const seconds = Math.round(patienceMs / 1_000)
  return new ImportError(
    `${service.url} has not accepted a batch for ${seconds} s (${reason}). Run the same command again to continue: stored events count as duplicates.`,
  )
}

export interface ServiceAddress {
  url: string
  token: string
}

/** The outcome of an attempt: an answer, or the reason to send the same request again. */
type Attempt<Answer> = { answer: Answer } | Retry

interface Retry {
  reason: string
  retryAfterMs?: number
  /** Whether nothing listens at the address. */
  isAway?: boolean
}

const ANSWER_TIMEOUT_MS = 60_000
const BUSY_STATUSES = [429, 502, 503, 504]
/** Nothing listens there, or the name is unknown. */
const AWAY = [
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]
const TEMPORARY_FAILURES = [...AWAY, 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']

/** Posts a body. @throws ImportError for an error that a retry cannot fix: a bad token, a wrong address, a bug */
async function post<Answer>(
  body: string,
  field: RequestBody['field'],
  service: ServiceAddress,
): Promise<Attempt<Answer>> {
  try {
    const response = await fetch(service.url, requestOf(body, service))
    return readAttempt(response, await response.text(), field, service)
  } catch (error) {
    if (error instanceof ImportError) throw error
    const reason = failureOf(error)
    if (reason.isTemporary) return { reason: reason.text, isAway: reason.isAway }
    throw new ImportError(`${service.url} cannot be reached: ${reason.text}`, { cause: error })
  }
}

function requestOf(body: string, { token }: ServiceAddress): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  }
}

interface GraphQLBody<Answer> {
  data?: Partial<Record<RequestBody['field'], Answer>> | null
  errors?: { message: string; extensions?: { code?: string; retryAfterMs?: number } }[]
}

function readAttempt<Answer>(
  response: Response,
  text: string,
  field: RequestBody['field'],
  { url }: ServiceAddress,
): Attempt<Answer> {
  const { data, errors } = graphqlBody<Answer>(text)
  const error = errors?.[0]
  const outcome = `HTTP ${response.status}${error ? `, ${error.message}` : ''}`
  const retryAfterMs = error?.extensions?.retryAfterMs ?? retryAfterHeaderMs(response)
  if (isRefused(response.status, error?.extensions?.code))
    throw new ImportError(`${url} does not let this token track events (${outcome})`)
  if (BUSY_STATUSES.includes(response.status) || error?.extensions?.retryAfterMs !== undefined)
    return { reason: outcome, retryAfterMs }
  const answer = data?.[field]
  if (answer && !errors) return { answer }
  throw new ImportError(`${url} did not accept the events (${outcome})`)
}

function graphqlBody<Answer>(text: string): GraphQLBody<Answer> {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    // The page of a proxy or an empty answer: its status is enough.
    return {}
  }
}

function isRefused(status: number, code: string | undefined): boolean {
  return status === 401 || status === 403 || code === 'UNAUTHENTICATED' || code === 'FORBIDDEN'
}

function retryAfterHeaderMs({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined
}

interface Failure {
  text: string
  isTemporary: boolean
  isAway?: boolean
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { text: String(error), isTemporary: false }
  if (error.name === 'TimeoutError') return { text: 'no answer within a minute', isTemporary: true }
  const cause = error.cause as NodeJS.ErrnoException | undefined // what fetch documents for a failed connection
  const code = cause?.code ?? ''
  const text = code || cause?.message || error.message
  return { text, isTemporary: TEMPORARY_FAILURES.includes(code), isAway: AWAY.includes(code) }
}
