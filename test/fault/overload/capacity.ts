import { setTimeout as pause } from 'node:timers/promises'
import { type OpenLoop } from '../load/open-loop.ts'
import { isOk, quantile } from '../load/sample.ts'
import { type Run } from '../run.ts'

/** Many clients: a question that waits for the projection is no work. */
const clients = 128
const restMs = 1_000
const warmUpMs = 3_000
const measuredMs = 5_000

/** The number of requests of the mix per second if each client waits for its answers. */
export async function capacityOf({ signal }: Run, load: OpenLoop): Promise<number> {
  const began = performance.now()
  const until = began + warmUpMs + measuredMs
  const client = async () => {
    while (performance.now() < until && !signal.aborted) {
      await load.attempt(performance.now())
      if (!isOk(load.samples.at(-1)!)) await pause(restMs)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const inTime = load.samples.filter(({ at, ms }) => at + ms > began + warmUpMs && at + ms <= until)
  return inTime.filter(isOk).length / (measuredMs / 1_000)
}

/** The time of a request without load: the median of twenty. */
export async function latencyOf({ signal }: Run, load: OpenLoop): Promise<number> {
  const since = load.samples.length
  while (load.samples.length < since + 20 && !signal.aborted) await load.attempt(performance.now())
  return quantile(
    load.samples.slice(since).map(({ ms }) => ms),
    0.5,
  )
}
