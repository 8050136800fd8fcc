import { badInput } from '../errors.ts'
import { type Metrics } from '../metrics.ts'
import { type EventInput } from '../schema/event-input.ts'
import { type Receipt, ReceiptStatus, type TrackPayload } from '../schema/receipt.ts'
import { type CheckedFact, checkedEvent } from './event.ts'
import { Rejection } from './rejection.ts'
import { type Write } from './writer.ts'

const mostPerBatch = 1_000

/** What tracking needs to know of the request. */
export interface Tracker {
  project: string
  write: Write
  metrics: Metrics
}

/**
 * Checks every event for itself, writes the good ones and answers all of them in the order sent.
 * When it returns, what is ACCEPTED is committed.
 * @throws INVALID_BATCH_SIZE for none or over 1,000, DB_UNAVAILABLE and OVERLOADED: then nothing was stored
 */
export async function track(
  { project, write, metrics }: Tracker,
  events: EventInput[],
): Promise<TrackPayload> {
  if (events.length < 1 || events.length > mostPerBatch)
    throw badInput('INVALID_BATCH_SIZE', 'events', `A batch has 1 to ${mostPerBatch} events.`)
  const now = Date.now()
  const checked = events.map(event => check(event, project, now))
  const facts = checked.filter((fact): fact is CheckedFact => !(fact instanceof Rejection))
  const isNew = facts.length ? await write(facts) : []
  const payload = toPayload(events, checked, isNew)
  metrics.facts.inc({ status: 'accepted' }, payload.accepted)
  metrics.facts.inc({ status: 'duplicate' }, payload.duplicates)
  metrics.facts.inc({ status: 'rejected' }, payload.rejected)
  return payload
}

function check(event: EventInput, project: string, now: number): CheckedFact | Rejection {
  try {
    return checkedEvent(event, project, now)
  } catch (error) {
    if (error instanceof Rejection) return error
    throw error
  }
}

function toPayload(
  events: EventInput[],
  checked: (CheckedFact | Rejection)[],
  isNew: boolean[],
): TrackPayload {
  let written = 0
  const receipts = checked.map((fact, index) =>
    fact instanceof Rejection
      ? rejected(index, events[index]!, fact)
      : stored(index, fact, isNew[written++]!),
  )
  const count = (status: ReceiptStatus) => receipts.filter(receipt => receipt.status === status).length
  return {
    accepted: count(ReceiptStatus.ACCEPTED),
    duplicates: count(ReceiptStatus.DUPLICATE),
    rejected: count(ReceiptStatus.REJECTED),
    receipts,
  }
}

function rejected(index: number, event: EventInput, { code, field, message }: Rejection): Receipt {
  const eventId = event.eventId?.isWellFormed() && event.eventId.length <= 255 ? event.eventId : null
  return { index, eventId, status: ReceiptStatus.REJECTED, code, field, message }
}

function stored(index: number, fact: CheckedFact, isNew: boolean): Receipt {
  const status = isNew ? ReceiptStatus.ACCEPTED : ReceiptStatus.DUPLICATE
  return { index, eventId: fact.event_id, status, code: null, field: null, message: null }
}
