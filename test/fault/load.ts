import { EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Batch, batchOf } from './batch.ts'
import { deliver, type Delivery } from './deliver.ts'
import { randomOf } from './random.ts'
import { type Run } from './run.ts'

/** Clients that send batch after batch until they are told to finish. */
export interface Load {
  /** Every batch that was sent at least once. */
  sent: Batch[]
  acknowledged: Batch[]
  retries: number
  /** Receipts that contradict what was promised. */
  problems: string[]
  /** Resolves when so many more batches have been acknowledged. */
  acknowledgements(batches: number): Promise<void>
  /** Lets every client get its last batch acknowledged. */
  finish(): Promise<void>
}

/** Every so often an acknowledged batch is sent again, as by a client that missed the answer. */
const sentAgain = 0.05

export function startLoad(run: Run): Load {
  const { settings, signal } = run
  const signals = new EventEmitter()
  let isEnding = false

  const client = async (number: number) => {
    for (let n = 0; !isEnding; n++) {
      const batch = batchOf(settings.seed, settings.batch, number, n)
      load.sent.push(batch)
      note(batch, await deliver(run.ask, batch, run.history, signal))
      load.acknowledged.push(batch)
      signals.emit('acknowledged')
      if (randomOf(settings.seed, batch.id, 'again').chance(sentAgain)) await sendAgain(batch)
      await pause(settings.pauseMs, undefined, { signal })
    }
  }

  const note = (batch: Batch, { receipts, retries }: Delivery) => {
    load.retries += retries
    load.problems.push(...contradictions(batch, receipts, retries))
  }

  const sendAgain = async (batch: Batch) => {
    const { receipts } = await deliver(run.ask, batch, run.history, signal)
    if (receipts.some(({ status }) => status !== 'DUPLICATE'))
      load.problems.push(`${batch.id} was acknowledged, and sent again it was not all DUPLICATE`)
  }

  const load: Load = {
    sent: [],
    acknowledged: [],
    retries: 0,
    problems: [],
    acknowledgements: async batches => {
      for (let left = batches; left > 0; left--) await once(signals, 'acknowledged', { signal })
    },
    finish: async () => {
      isEnding = true
      await all
    },
  }
  const all = Promise.all(Array.from({ length: settings.clients }, (_, number) => client(number)))
  // A client that fails ends the run through `finish`; until then it is no unhandled rejection.
  all.catch(error => load.problems.push(String(error)))
  return load
}

/** A batch is one statement: after a kill all of it is there or nothing, and without one all of it is new. */
function contradictions(batch: Batch, receipts: Delivery['receipts'], retries: number): string[] {
  const statuses = new Set(receipts.map(({ status }) => status))
  const problems: string[] = []
  if (receipts.length !== batch.events.length) problems.push(`${batch.id} has ${receipts.length} receipts`)
  if (receipts.some(({ index, eventId }, i) => index !== i || eventId !== batch.events[i]?.eventId))
    problems.push(`${batch.id} has receipts out of order`)
  if (statuses.has('REJECTED')) problems.push(`${batch.id} was rejected`)
  if (statuses.size > 1) problems.push(`${batch.id} was stored in part: ${[...statuses].join(' and ')}`)
  if (retries === 0 && statuses.has('DUPLICATE')) problems.push(`${batch.id} was DUPLICATE when sent first`)
  return problems
}
