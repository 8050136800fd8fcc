import { setTimeout as pause } from 'node:timers/promises'
import { type App } from '../app.ts'

/** A busy machine may answer the first checks late, which is no reason to worry the operator. */
const silentMs = 2_000
const checkMs = 250

/**
 * Waits until the service answers questions, or `stopping` aborts. The reason for a wait of more than two seconds is
 * reported, and again when another reason takes its place.
 */
export async function untilReady(
  app: Pick<App, 'reasonNotReady'>,
  stopping: AbortSignal,
  report: (reason: string) => void,
): Promise<void> {
  const startedAt = performance.now()
  let reported: string | undefined
  for (;;) {
    const reason = await app.reasonNotReady()
    if (reason === undefined || stopping.aborted) return
    if (reason !== reported && performance.now() - startedAt > silentMs) {
      report(reason)
      reported = reason
    }
    await pause(checkMs)
  }
}
