import { setTimeout as pause } from 'node:timers/promises'
import { type TrackAnswer } from './batches.ts'
import { ImportError } from './row.ts'

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000

export interface SenderSettings {
  service: ServiceAddress
  /** How long one batch is tried again before the import gives up. */
  patienceMs: number
  /** Ends the waiting between two tries; a request on its way is never cut off. */
  stop: AbortSignal
  /** Hears why a batch has to wait, and for how long. */
  onWait: (reason: string, milliseconds: number) => void
}

/**
 * Sends one request body until the service has answered it. The same bytes go out each time, so events of a try
 * whose answer was lost are duplicates in the next, never events twice.
 * Throws an ImportError when the service refuses, or has not taken the batch within `patienceMs`.
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

/** Doubles from a quarter of a second, up to a quarter longer at random so that batches do not return together. */
function pauseMs(tries: number, { retryAfterMs = 0 }: Extract<Attempt, { reason: string }>): number {
  const doubled = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS)
  return Math.max(doubled, retryAfterMs) * (1 + Math.random() / 4)
}

function gaveUp(reason: string, { service, patienceMs }: SenderSettings): ImportError {
  const seconds = Math.round(patienceMs / 1_000)
  return new ImportError(
    `${service.url} has not taken a batch for ${seconds} s (${reason}). Run the same command again to go on: what arrived counts as duplicates then.`,
  )
}

export interface ServiceAddress {
  url: string
  token: string
}

/** What one try came to: an answer, or why the same request may be sent again. */
type Attempt = { answer: TrackAnswer } | { reason: string; retryAfterMs?: number }

const ANSWER_TIMEOUT_MS = 60_000
const BUSY_STATUSES = [429, 502, 503, 504]
const PASSING_FAILURES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** Posts one body. Throws an ImportError for what another try would not mend: a bad token, a wrong address, a bug. */
async function postEvents(body: string, service: ServiceAddress): Promise<Attempt> {
  try {
    const response = await fetch(service.url, requestOf(body, service))
    return readAttempt(response, await response.text(), service)
  } catch (error) {
    if (error instanceof ImportError) throw error
    const reason = failureOf(error)
    if (reason.isPassing) return { reason: reason.text }
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
  const said = `HTTP ${response.status}${error ? `, ${error.message}` : ''}`
  const retryAfterMs = error?.extensions?.retryAfterMs ?? retryAfterHeaderMs(response)
  if (isRefused(response.status, error?.extensions?.code))
    throw new ImportError(`${url} does not let this token track events (${said})`)
  if (BUSY_STATUSES.includes(response.status) || error?.extensions?.retryAfterMs !== undefined)
    return { reason: said, retryAfterMs }
  if (data?.track && !errors) return { answer: data.track }
  throw new ImportError(`${url} did not take the events (${said})`)
}

function graphqlBody(text: string): GraphQLBody {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    // A proxy's page or an empty answer: its status says enough.
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

function failureOf(error: unknown): { text: string; isPassing: boolean } {
  if (!(error instanceof Error)) return { text: String(error), isPassing: false }
  if (error.name === 'TimeoutError') return { text: 'no answer within a minute', isPassing: true }
  const cause = error.cause as NodeJS.ErrnoException | undefined // what fetch documents for a failed connection
  const code = cause?.code ?? ''
  return { text: code || cause?.message || error.message, isPassing: PASSING_FAILURES.includes(code) }
}
