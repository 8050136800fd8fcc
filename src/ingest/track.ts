import { Rejection } from '../checks/rejection.ts'
import { badInput } from '../errors.ts'
import { type Metrics } from '../metrics.ts'
import { type Prices, priceEvents } from '../pricing/prices.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type Receipt, ReceiptStatus, type TrackPayload } from '../schema/tracking/receipt.ts'
import { type WrittenEvent } from './insert-events.ts'
import { type CheckedEvent, type KindInput, type Received } from './kinds/every-kind.ts'
import { type Kind } from './kinds/kind.ts'
import { type NewKeys } from './new-keys.ts'
import { type Properties } from './property-paths.ts'
import { differentContent, tooManyNewKeys } from './receipt-warnings.ts'
import { type Write } from './writer.ts'

const mostPerBatch = 1_000

/** The services of the process that tracking uses. */
interface TrackServices {
  storeIp: boolean
  prices: Prices
  write: Write
  newKeys: NewKeys
  metrics: Metrics
}

/** An event as it was sent, with the check of its kind. */
export interface Sent {
  eventId: string | null | undefined
  properties: Properties | null | undefined
  check(received: Received): CheckedEvent
}

/** An event of a kind, as it was sent. An event that could not be read has the reason as its properties. */
export const sentAs = (kind: Kind, input: KindInput): Sent => ({
  eventId: input.eventId,
  properties: input.properties,
  check: received => {
    if (input.properties instanceof Rejection) throw input.properties
    return kind.check(input, received)
  },
})

/**
 * Checks each event alone, writes the good ones, and gives a receipt for each, in the order sent. When it returns, the
 * ACCEPTED events are committed. `field` is the field of the input that has the events.
 * @throws INVALID_BATCH_SIZE for none or over 1,000, DB_UNAVAILABLE and OVERLOADED: then nothing was stored
 */
export async function track(
  { project, viewer }: Pick<RequestScope, 'project' | 'viewer'>,
  { storeIp, prices, write, newKeys, metrics }: TrackServices,
  sent: Sent[],
  field = 'input',
): Promise<TrackPayload> {
  if (sent.length < 1 || sent.length > mostPerBatch)
    throw badInput('INVALID_BATCH_SIZE', field, `A batch must have 1 to ${mostPerBatch} events.`)
  const received = { project, storeIp, subject: viewer!.subject, at: Date.now() }
  const checked = sent.map(event => check(event, received))
  const events = checked.filter((event): event is CheckedEvent => !(event instanceof Rejection))
  await priceEvents(prices, events)
  const written = events.length ? await write(events) : []
  const good = sent.filter((_, i) => !(checked[i] instanceof Rejection))
  const isBeyond = await newKeys(
    project,
    good.map(({ properties }, i) => (written[i]!.isNew ? properties : null)),
  )
  const outcomes = written.map((event, i) => ({
    ...event,
    isBeyond: isBeyond[i]!,
    isDifferent: event.isDifferent || isAtAnotherTime(events[i]!, event, received),
  }))
  const payload = toPayload(sent, checked, outcomes)
  metrics.events.inc({ status: 'accepted' }, payload.accepted)
  metrics.events.inc({ status: 'duplicate' }, payload.duplicates)
  metrics.events.inc({ status: 'rejected' }, payload.rejected)
  return payload
}

function check(sent: Sent, received: Received): CheckedEvent | Rejection {
  try {
    return sent.check(received)
  } catch (error) {
    if (error instanceof Rejection) return error
    throw error
  }
}

function toPayload(sent: Sent[], checked: (CheckedEvent | Rejection)[], outcomes: Outcome[]): TrackPayload {
  const outcome = outcomes.values()
  const receipts = checked.map((event, index) =>
    event instanceof Rejection
      ? rejected(index, sent[index]!, event)
      : stored(index, event, outcome.next().value!),
  )
  const count = (status: ReceiptStatus) => receipts.filter(receipt => receipt.status === status).length
  return {
    accepted: count(ReceiptStatus.ACCEPTED),
    duplicates: count(ReceiptStatus.DUPLICATE),
    rejected: count(ReceiptStatus.REJECTED),
    receipts,
  }
}

function rejected(index: number, sent: Sent, { code, field, message }: Rejection): Receipt {
  const eventId = sent.eventId?.isWellFormed() && sent.eventId.length <= 255 ? sent.eventId : null
  const status = ReceiptStatus.REJECTED
  return { index, eventId, status, code, field, message, timestamp: null, warnings: [] }
}

/** What became of an event that was written, and whether it has keys beyond the limit of the day. */
type Outcome = WrittenEvent & { isBeyond: boolean }

function stored(index: number, event: CheckedEvent, outcome: Outcome): Receipt {
  return {
    index,
    eventId: event.event_id,
    status: outcome.isNew ? ReceiptStatus.ACCEPTED : ReceiptStatus.DUPLICATE,
    code: null,
    field: null,
    message: null,
    timestamp: outcome.occurredAt,
    warnings: [
      ...(outcome.isBeyond ? [tooManyNewKeys] : []),
      ...(outcome.isDifferent ? [differentContent] : []),
    ],
  }
}

/** An event without a time has that of its request, which differs in each retry. */
function isAtAnotherTime(
  { occurred_at }: CheckedEvent,
  { occurredAt }: WrittenEvent,
  { at }: Received,
): boolean {
  const sent = Date.parse(occurred_at)
  return sent !== at && sent !== occurredAt.getTime()
}
