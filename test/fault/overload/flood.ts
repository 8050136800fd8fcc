import { setTimeout as pause } from 'node:timers/promises'
import { type OpenLoop } from '../load/open-loop.ts'
import { countsOf, isOk, quantile, refusalProblems, type Sample } from '../load/sample.ts'
import { megabytesOf } from '../resident.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { capacityOf, latencyOf } from './capacity.ts'

const mostGrownMb = 100
const mostToNormalMs = 5_000
const tickMs = 5

/** Twice as many requests as the service can answer: the service refuses the excess, keeps its memory, and recovers. */
export async function flood(run: Run, load: OpenLoop, outcome: Outcome): Promise<void> {
  const capacity = await capacityOf(run, load)
  const normal = await latencyOf(run, load)
  // The first flood fills what stays in memory: pools, caches, compiled code.
  await send(run, load, capacity * 2, run.settings.requests)
  await untilNormal(run, load, normal)
  const before = await megabytesOf(run.service!.pid)
  run.say(
    `capacity ${capacity.toFixed()} requests/s, alone p50 ${normal.toFixed(1)} ms; resident ${before} MB`,
  )

  const since = load.samples.length
  const watch = watchMemory(run)
  const seconds = await send(run, load, capacity * 2, run.settings.requests)
  const peak = await watch.stop()
  const samples = load.samples.slice(since)
  const toNormal = await untilNormal(run, load, normal)
  report(run, samples, { seconds, before, peak, toNormal })
  outcome.struck = {
    requests: run.settings.requests,
    rps: Math.round(capacity * 2),
    answers: `"${countsOf(samples)}"`,
  }
  outcome.problems.push(
    ...refusalProblems(samples),
    ...(samples.some(({ failure }) => failure) ? [`not all were answered: ${countsOf(samples)}`] : []),
    ...(peak - before > mostGrownMb ? [`resident memory grew by ${peak - before} MB`] : []),
    ...(toNormal > mostToNormalMs ? [`it took ${toNormal.toFixed()} ms to be as quick as before`] : []),
  )
}

/**
 * Sends each request at its time and returns the time until the last answer. Refused requests are not sent again yet.
 */
async function send({ signal }: Run, load: OpenLoop, rps: number, requests: number): Promise<number> {
  const began = performance.now()
  const sending: Promise<void>[] = []
  while (sending.length < requests) {
    signal.throwIfAborted()
    for (let at = 0; sending.length < requests; sending.push(load.attempt(at))) {
      at = began + (sending.length * 1_000) / rps
      if (at > performance.now()) break
    }
    await pause(tickMs)
  }
  await Promise.all(sending)
  return (performance.now() - began) / 1_000
}

function watchMemory({ service }: Run): { stop(): Promise<number> } {
  let peak = 0
  let isStopping = false
  const watching = (async () => {
    while (!isStopping) {
      peak = Math.max(peak, await megabytesOf(service!.pid))
      await pause(100)
    }
  })()
  return {
    stop: async () => {
      isStopping = true
      await watching
      return peak
    },
  }
}

/** The time until ten answers in a row are about as quick as before the flood. */
async function untilNormal(run: Run, load: OpenLoop, normal: number): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < 4 * mostToNormalMs) {
    const since = performance.now()
    if ((await latencyOf(run, load)) <= Math.max(3 * normal, 50)) return since - began
  }
  return performance.now() - began
}

interface Figures {
  seconds: number
  before: number
  peak: number
  toNormal: number
}

function report(run: Run, samples: Sample[], { seconds, before, peak, toNormal }: Figures): void {
  const quantiles = (some: Sample[]) =>
    [0.5, 0.99]
      .map(
        share =>
          `${quantile(
            some.map(({ ms }) => ms),
            share,
          ).toFixed()} ms`,
      )
      .join(' / ')
  const refused = samples.filter(sample => !isOk(sample))
  run.say(`${samples.length} requests in ${seconds.toFixed(1)} s: ${countsOf(samples)}`)
  run.say(
    `  with Retry-After: ${refused.filter(({ hasRetryAfter }) => hasRetryAfter).length} of ${refused.length} refused`,
  )
  for (const kind of ['track', 'ask'] as const)
    run.say(`  ${kind}: p50/p99 of 200 ${quantiles(samples.filter(s => s.kind === kind && isOk(s)))}`)
  run.say(`  p50/p99 of refused ${quantiles(refused)}`)
  run.say(
    `  resident ${before} MB before, ${peak} MB at most; as quick as before after ${toNormal.toFixed()} ms`,
  )
}
