import { setTimeout as pause } from 'node:timers/promises'
import { ImportError } from './import-error.ts'
import { type Attempt, postFacts, type ServiceAddress } from './post-facts.ts'
import type { TrackAnswer } from './track-body.ts'

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
 * Sends one request body until the service has answered it. The same bytes go out each time, so facts of a try
 * whose answer was lost are duplicates in the next, never facts twice.
 * Throws an ImportError when the service refuses, or has not taken the batch within `patienceMs`.
 */
export async function sendBody(body: string, settings: SenderSettings): Promise<TrackAnswer> {
  const startedAt = performance.now()
  for (let tries = 1; ; tries++) {
    const attempt = await postFacts(body, settings.service)
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
