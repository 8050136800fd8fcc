import { setTimeout as pause } from 'node:timers/promises'
import { type TrackAnswer } from './batches.ts'
import { ImportError } from './row.ts'

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000

export interface SenderSettings {
  service: ServiceAddress
  /** How long a batch is retried before the import gives up. */
  patienceMs: number
  /** Ends the pause between two attempts. A request in flight is never aborted. */
  stop: AbortSignal
  /** Called with the reason and the length of each pause. */
  onWait: (reason: string, milliseconds: number) => void
}

/**
 * Sends a request body until the service has answered it. Each attempt sends the same bytes, so if an answer was lost,
 * the events of that attempt are duplicates in the next one.
 * @throws ImportError when the service refuses, or has not accepted the batch within `patienceMs`
 */
export async function sendBody(body: string, settings: SenderSettings): Promise<TrackAnswer> {
  const startedAt = performance.now()
  for (let tries = 1; ; tries++) {
    const attempt = await postEvents(body, settings.service)
    if ('answer' in attempt) return attempt.answer
    const remainingMs = settings.patienceMs - (performance.now() - startedAt)
    if (remainingMs <= 0) throw gaveUp(attempt.reason, settings)
    const waitMs = Math.min(pauseMs(tries, attempt), remainingMs)
    settings.onWait(attempt.reason, waitMs)
    await pause(waitMs, undefined, { signal: settings.stop })
  }
}

/** Doubles from 250 ms. A random part of up to a quarter keeps batches from returning at the same moment. */
function pauseMs(tries: number, { retryAfterMs = 0 }: Extract<Attempt, { reason: string }>): number {
  const doubled = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS)
  return Math.max(doubled, retryAfterMs) * (1 + Math.random() / 4)
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
type Attempt = { answer: TrackAnswer } | { reason: string; retryAfterMs?: number }

const ANSWER_TIMEOUT_MS = 60_000
const BUSY_STATUSES = [429, 502, 503, 504]
const TEMPORARY_FAILURES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** Posts a body. @throws ImportError for an error that a retry cannot fix: a bad token, a wrong address, a bug */
async function postEvents(body: string, service: ServiceAddress): Promise<Attempt> {
  try {
    const response = await fetch(service.url, requestOf(body, service))
    return readAttempt(response, await response.text(), service)
  } catch (error) {
    if (error instanceof ImportError) throw error
    const reason = failureOf(error)
    if (reason.isTemporary) return { reason: reason.text }
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

interface GraphQLBody {
  data?: { track?: TrackAnswer } | null
  errors?: { message: string; extensions?: { code?: string; retryAfterMs?: number } }[]
}

function readAttempt(response: Response, text: string, { url }: ServiceAddress): Attempt {
  const { data, errors } = graphqlBody(text)
  const error = errors?.[0]
  const outcome = `HTTP ${response.status}${error ? `, ${error.message}` : ''}`
  const retryAfterMs = error?.extensions?.retryAfterMs ?? retryAfterHeaderMs(response)
  if (isRefused(response.status, error?.extensions?.code))
    throw new ImportError(`${url} does not let this token track events (${outcome})`)
  if (BUSY_STATUSES.includes(response.status) || error?.extensions?.retryAfterMs !== undefined)
    return { reason: outcome, retryAfterMs }
  if (data?.track && !errors) return { answer: data.track }
  throw new ImportError(`${url} did not accept the events (${outcome})`)
}

function graphqlBody(text: string): GraphQLBody {
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

function failureOf(error: unknown): { text: string; isTemporary: boolean } {
  if (!(error instanceof Error)) return { text: String(error), isTemporary: false }
  if (error.name === 'TimeoutError') return { text: 'no answer within a minute', isTemporary: true }
  const cause = error.cause as NodeJS.ErrnoException | undefined // what fetch documents for a failed connection
  const code = cause?.code ?? ''
  return { text: code || cause?.message || error.message, isTemporary: TEMPORARY_FAILURES.includes(code) }
}
