import { setTimeout as pause } from 'node:timers/promises'
import { trackBody } from '../src/cli/import/batches.ts'
import { type Figure } from './figure.ts'
import { sampleEvent } from './sample-events.ts'
import { type ServerProcess } from './server-process.ts'
import { percentile } from './spread.ts'

const seconds = 24
const batchesPerSecond = 50
const eventsPerBatch = 20
const probeEvery = 5

/** Each run has its own names for the events that it waits for. */
let runs = 0

type Probe = (server: ServerProcess, name: string) => Promise<number>

/**
 * The time from a batch's receipt to the answer that counts it, at a constant 1,000 events/s. Every fifth batch has a
 * separate name and is waited for, in turn through the question and in the engine itself.
 */
export async function freshness(
  server: ServerProcess,
  { when, mostMs } = { when: '', mostMs: 250 },
): Promise<Figure[]> {
  const run = ++runs
  const inQuestion: number[] = []
  const counted: number[] = []
  const running: Promise<void>[] = []
  const started = performance.now()
  for (let batch = 0; batch < seconds * batchesPerSecond; batch++) {
    await pause(Math.max(1, started + (batch * 1_000) / batchesPerSecond - performance.now()))
    running.push(sendAndProbe(server, `fresh ${run}`, batch, inQuestion, counted))
  }
  await Promise.all(running)
  return [
    figureOf(`(c) acknowledged to visible in a query${when}`, inQuestion, mostMs),
    figureOf(`(c) acknowledged to visible in ClickHouse${when}, looked for every 10 ms`, counted),
  ]
}

async function sendAndProbe(
  server: ServerProcess,
  prefix: string,
  batch: number,
  inQuestion: number[],
  counted: number[],
): Promise<void> {
  const isProbe = batch % probeEvery === 0
  const name = isProbe ? `${prefix} ${batch}` : prefix
  const events = Array.from({ length: eventsPerBatch }, (_, i) => ({
    ...sampleEvent(batch * eventsPerBatch + i),
    name,
  }))
  const body = trackBody(events.map(event => JSON.stringify({ event: { ...event, timestamp: undefined } })))
  await server.ask(server.ratesService, body)
  if (!isProbe) return
  if (batch % (2 * probeEvery) === 0) inQuestion.push(await visibleInQuestion(server, name))
  else counted.push(await visibleInEngine(server, name))
}

const question = `query Fresh($event: String!) {
  timeSeries(input: { event: $event, measure: EVENTS, range: { last: { count: 2, unit: DAY } } }) { series { values } }
}`

const visibleInQuestion: Probe = async ({ ask, ratesAdmin }, event) => {
  const started = performance.now()
  const body = JSON.stringify({ query: question, variables: { event } })
  for (;;) {
    const { timeSeries } = await ask<{ timeSeries: { series: { values: number[] }[] } }>(ratesAdmin, body)
    const ms = performance.now() - started
    if (timeSeries.series[0]!.values.includes(eventsPerBatch)) return ms
    if (ms > 10_000) throw new Error(`"${event}" was not visible after 10 s`)
  }
}

const visibleInEngine: Probe = async ({ run }, name) =>
  (await run({ do: 'await visible', name, events: eventsPerBatch })).ms

function figureOf(name: string, times: number[], most?: number): Figure {
  const p99 = percentile(times, 0.99)
  const convograph = `median ${percentile(times, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (${times.length} probes)`
  return most === undefined
    ? { name, convograph }
    : { name, convograph, target: `p99 ≤ ${most} ms`, isMet: p99 <= most }
}
