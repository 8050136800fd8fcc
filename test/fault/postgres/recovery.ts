import { setTimeout as pause } from 'node:timers/promises'
import { type OpenLoop } from '../load/open-loop.ts'
import { isOk } from '../load/sample.ts'
import { type Probes } from '../probes.ts'
import { type Run } from '../run.ts'

/**
 * The time of the last failure of each kind after the end of a fault, in milliseconds; undefined if it did not stop.
 */
export interface Recovery {
  /** The last refused request, by its intended time. */
  refused: number | undefined
  /** The last /health/ready that was not 200. */
  unready: number | undefined
}

const enough = 100
const mostMs = 30_000

/**
 * Waits until 100 requests in a row, all intended for times after `since`, are answered with 200, and the service is
 * ready.
 */
export async function awaitSteady(
  run: Run,
  load: OpenLoop,
  probes: Probes,
  since: number,
): Promise<Recovery> {
  const deadline = performance.now() + mostMs
  for (;;) {
    const recovery = { refused: refusedUntil(load, since), unready: unreadyUntil(probes, since) }
    const isSteady = recovery.refused !== undefined && recovery.unready !== undefined
    if (isSteady || performance.now() > deadline) return recovery
    await pause(100, undefined, { signal: run.signal })
  }
}

function refusedUntil({ samples }: OpenLoop, since: number): number | undefined {
  const later = samples.filter(({ at }) => at >= since).toSorted((a, b) => a.at - b.at)
  const last = later.findLastIndex(sample => !isOk(sample))
  if (later.length - last <= enough) return undefined
  return last < 0 ? 0 : later[last]!.at - since
}

function unreadyUntil({ looks }: Probes, since: number): number | undefined {
  const later = looks.filter(({ path, at }) => path === 'ready' && at >= since)
  const last = later.findLastIndex(({ status }) => status !== 200)
  if (last === later.length - 1) return undefined
  return last < 0 ? 0 : later[last]!.at - since
}
