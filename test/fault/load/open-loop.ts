import { setTimeout as pause } from 'node:timers/promises'
import { contradictions } from '../contradictions.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { type Batch, batchOf, projects } from './batch.ts'
import { type Receipt, trackMutation } from './deliver.ts'
import { type Exchange, type Send, senderOf } from './exchange.ts'
import { type Load } from './load.ts'
import { randomOf } from './random.ts'
import { type Sample } from './sample.ts'

/** Requests that are sent at their intended times, however long earlier ones take. */
export interface OpenLoop extends Load {
  /** Every attempt that has ended, in the order of their ends. */
  samples: Sample[]
  send: Send
  /** Sends one request of the mix, intended for `at`, and repeats a refused one until it is acknowledged. */
  request(at: number): Promise<void>
  /** Sends it once: a refused request is sent again when the load finishes. */
  attempt(at: number): Promise<void>
}

/** A client retries after the time in the refusal, plus a random part, and waits longer each time. */
const leastRetryMs = 1_000
const mostRetryMs = 1_500
const tickMs = 5
/** The number of parallel retries when the load finishes. */
const parallelRetries = 16

const questions = [
  '{ summary { totalEvents totalUsers } }',
  '{ events(first: 5) { totalCount nodes { name } } }',
]

/** Sends `rps` requests per second from now on. */
export function startOpenLoop(run: Run, outcome: Outcome): OpenLoop {
  const loop = createOpenLoop(run, outcome, run.settings.connections)
  const { rps } = run.settings
  const began = performance.now()
  let isEnding = false
  let number = 0
  const pacing = (async () => {
    while (!isEnding && !run.signal.aborted) {
      for (; began + (number * 1_000) / rps <= performance.now(); number++)
        void loop.request(began + (number * 1_000) / rps)
      await pause(tickMs)
    }
  })()
  return {
    ...loop,
    finish: async () => {
      isEnding = true
      await pacing
      await loop.finish()
    },
  }
}

/** The mix of requests, sent on demand: batches to track, and a share of questions. */
export function createOpenLoop(
  { settings, env, url, history, signal }: Run,
  outcome: Outcome,
  connections: number,
): OpenLoop {
  const send = senderOf(env, url, connections)
  const samples: Sample[] = []
  const sent: Batch[] = []
  const acknowledged: Batch[] = []
  const owed: Batch[] = []
  const underWay = new Set<Promise<void>>()
  let number = 0

  const keep = ({ at, kind }: Pick<Sample, 'at' | 'kind'>, exchange: Exchange<unknown>) => {
    const { status, retryAfter, failure, isAccepted, errors } = exchange
    const ms = performance.now() - at
    samples.push({ at, ms, kind, status, hasRetryAfter: retryAfter !== undefined, failure, isAccepted })
    const code = errors[0]?.extensions?.code
    history.add('sample', { kind, sinceIntendedMs: Math.round(ms), status, failure, isAccepted, code })
    if (status === 200 && errors.length)
      outcome.problems.push(`answered with 200 and ${JSON.stringify(errors)}`)
  }

  const ask = async (at: number, random: ReturnType<typeof randomOf>) =>
    keep({ at, kind: 'ask' }, await send(random.oneOf(projects), random.oneOf(questions)))

  const track = async (at: number, batch: Batch, retries: number): Promise<boolean> => {
    const { project, events } = batch
    const exchange = await send<{ trackEvents: { receipts: Receipt[] } }>(project, trackMutation, { events })
    keep({ at, kind: 'track' }, exchange)
    const receipts = exchange.data?.trackEvents?.receipts
    if (receipts) acknowledge(batch, receipts, retries)
    return receipts !== undefined
  }

  const acknowledge = (batch: Batch, receipts: Receipt[], retries: number) => {
    acknowledged.push(batch)
    outcome.acked = (outcome.acked ?? 0) + batch.events.length
    outcome.retries = (outcome.retries ?? 0) + retries
    outcome.problems.push(...contradictions(batch, receipts, retries))
  }

  const trackUntilAcknowledged = async (batch: Batch) => {
    for (let retries = 1; ; retries++) {
      const ms = randomOf(batch.id, retries).between(leastRetryMs, mostRetryMs) * Math.min(retries, 4)
      await pause(ms, undefined, { signal })
      if (await track(performance.now(), batch, retries)) return
    }
  }

  /** @returns the batch that was not acknowledged, if there is one */
  const next = async (at: number): Promise<Batch | undefined> => {
    const mine = number++
    const random = randomOf(settings.seed, 'request', mine)
    if (random.chance(settings.questions)) return void (await ask(at, random))
    const batch = batchOf(settings.seed, settings.batch, 0, mine)
    sent.push(batch)
    outcome.sent = (outcome.sent ?? 0) + batch.events.length
    return (await track(at, batch, 0)) ? undefined : batch
  }

  const request = (at: number) => {
    const done: Promise<void> = next(at)
      .then(refused => refused && trackUntilAcknowledged(refused))
      .catch(error => void (signal.aborted || outcome.problems.push(String(error))))
      .finally(() => underWay.delete(done))
    underWay.add(done)
    return done
  }

  const payOff = async () => {
    for (let batch = owed.pop(); batch; batch = owed.pop())
      if (!(await track(performance.now(), batch, 1))) await trackUntilAcknowledged(batch)
  }

  return {
    sent,
    acknowledged,
    samples,
    send,
    request,
    attempt: async at => {
      const refused = await next(at)
      if (refused) owed.push(refused)
    },
    finish: async () => {
      await Promise.all(underWay)
      await Promise.all(Array.from({ length: parallelRetries }, payOff))
    },
  }
}
