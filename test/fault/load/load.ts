import { EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { contradictions } from '../contradictions.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { type Batch, batchOf } from './batch.ts'
import { type Delivery, deliver } from './deliver.ts'
import { randomOf } from './random.ts'

/** The load on the service. */
export interface Load {
  /** Every batch that was sent at least once. */
  sent: Batch[]
  acknowledged: Batch[]
  /** Waits until every sent event is acknowledged. */
  finish(): Promise<void>
}

/** Clients that send batch after batch until `finish`. */
export interface ClosedLoop extends Load {
  /** Resolves after this many further acknowledged batches. */
  acknowledgements(batches: number): Promise<void>
}

/** Sometimes an acknowledged batch is sent again, as by a client that missed the answer. */
const sentAgain = 0.05

/** Adds contradictory receipts to `outcome`, and the numbers of sent and acknowledged events. */
export function startLoad({ settings, ask, history, signal }: Run, outcome: Outcome): ClosedLoop {
  const signals = new EventEmitter()
  const sent: Batch[] = []
  const acknowledged: Batch[] = []
  let isEnding = false

  const client = async (number: number) => {
    for (let n = 0; !isEnding; n++) {
      const batch = batchOf(settings.seed, settings.batch, number, n)
      sent.push(batch)
      outcome.sent = (outcome.sent ?? 0) + batch.events.length
      acknowledge(batch, await deliver(ask, batch, history, signal))
      if (randomOf(settings.seed, batch.id, 'again').chance(sentAgain)) await sendAgain(batch)
      await pause(settings.pauseMs, undefined, { signal })
    }
  }

  const acknowledge = (batch: Batch, { receipts, retries }: Delivery) => {
    acknowledged.push(batch)
    outcome.acked = (outcome.acked ?? 0) + batch.events.length
    outcome.retries = (outcome.retries ?? 0) + retries
    outcome.problems.push(...contradictions(batch, receipts, retries))
    signals.emit('acknowledged')
  }

  const sendAgain = async (batch: Batch) => {
    const { receipts } = await deliver(ask, batch, history, signal)
    if (receipts.some(({ status }) => status !== 'DUPLICATE'))
      outcome.problems.push(`${batch.id} was acknowledged, and not all DUPLICATE when sent again`)
  }

  const clients = Array.from({ length: settings.clients }, (_, number) =>
    client(number).catch(error => outcome.problems.push(String(error))),
  )
  return {
    sent,
    acknowledged,
    acknowledgements: async batches => {
      for (let left = batches; left > 0; left--) await once(signals, 'acknowledged', { signal })
    },
    finish: async () => {
      isEnding = true
      await Promise.all(clients)
    },
  }
}
