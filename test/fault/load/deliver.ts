import { setTimeout as pause } from 'node:timers/promises'
import { type Ask } from '../api.ts'
import { type Batch } from './batch.ts'
import { type History } from './history.ts'

/** The answer to one event. */
export interface Receipt {
  index: number
  eventId: string
  status: 'ACCEPTED' | 'DUPLICATE' | 'REJECTED'
  code: string | null
}

/** An answered batch: its receipts, and the number of failed attempts. */
export interface Delivery {
  receipts: Receipt[]
  retries: number
}

export const trackMutation = `mutation ($events: [EventInput!]!) {
  trackEvents(input: { events: $events }) { receipts { index eventId status code } }
}`

/**
 * Sends the same batch until it is acknowledged, as a well-behaved client does: again after a broken connection, no
 * answer or a 503. Throws for any other answer, and when `signal` is aborted.
 */
export async function deliver(
  ask: Ask,
  batch: Batch,
  history: History,
  signal: AbortSignal,
): Promise<Delivery> {
  for (let retries = 0; ; retries++) {
    signal.throwIfAborted()
    const receipts = await attempt(ask, batch, history)
    if (receipts) return { receipts, retries }
    await pause(30 + 40 * Math.min(retries, 4), undefined, { signal })
  }
}

async function attempt(ask: Ask, batch: Batch, history: History): Promise<Receipt[] | undefined> {
  history.add('request', { batch: batch.id, project: batch.project, events: batch.events.length })
  const answer = await ask<{ trackEvents: { receipts: Receipt[] } }>(batch.project, trackMutation, {
    events: batch.events,
  }).catch((error: unknown) => {
    history.add('no answer', { batch: batch.id, reason: reasonOf(error) })
  })
  if (!answer) return undefined
  const receipts = answer.data?.trackEvents?.receipts
  history.add('answer', {
    batch: batch.id,
    status: answer.status,
    errors: answer.errors,
    receipts: counted(receipts),
  })
  if (receipts && answer.status === 200) return receipts
  if (answer.status === 503) return undefined
  throw new Error(`${batch.id} was answered with ${answer.status} ${JSON.stringify(answer.errors)}`)
}

function reasonOf(error: unknown): string {
  const { cause = error } = error as Error
  return String((cause as NodeJS.ErrnoException).code ?? cause)
}

const counted = (receipts: Receipt[] | undefined) =>
  receipts &&
  Object.fromEntries(
    Object.entries(Object.groupBy(receipts, r => r.status)).map(([s, all]) => [s, all.length]),
  )
