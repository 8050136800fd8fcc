import { ImportError } from './import-error.ts'
import type { TrackAnswer } from './track-body.ts'

export interface ServiceAddress {
  url: string
  token: string
}

/** What one try came to: an answer, or why the same request may be sent again. */
export type Attempt = { answer: TrackAnswer } | { reason: string; retryAfterMs?: number }

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
export async function postFacts(body: string, service: ServiceAddress): Promise<Attempt> {
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
    throw new ImportError(`${url} does not let this token track facts (${said})`)
  if (BUSY_STATUSES.includes(response.status) || error?.extensions?.retryAfterMs !== undefined)
    return { reason: said, retryAfterMs }
  if (data?.track && !errors) return { answer: data.track }
  throw new ImportError(`${url} did not take the facts (${said})`)
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
