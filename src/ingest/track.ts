import { Rejection } from '../checks/rejection.ts'
import { badInput } from '../errors.ts'
import { type Metrics } from '../metrics.ts'
import { type Prices, priceEvents } from '../pricing/prices.ts'
import { type RequestScope } from '../request/request-scope.ts'
import {
  type Receipt,
  ReceiptStatus,
  type ReceiptWarning,
  type TrackPayload,
} from '../schema/tracking/receipt.ts'
import { type CheckedEvent, type KindInput, type Received } from './kinds/every-kind.ts'
import { type Kind } from './kinds/kind.ts'
import { type NewKeys } from './new-keys.ts'
import { type Properties } from './property-paths.ts'
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
  const isNew = events.length ? await write(events) : []
  const good = sent.filter((_, i) => !(checked[i] instanceof Rejection))
  const isBeyond = await newKeys(
    project,
    good.map(({ properties }, i) => (isNew[i] ? properties : null)),
  )
  const payload = toPayload(sent, checked, isNew, isBeyond)
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

function toPayload(
  sent: Sent[],
  checked: (CheckedEvent | Rejection)[],
  isNew: boolean[],
  isBeyond: boolean[],
): TrackPayload {
  let written = 0
  const receipts = checked.map((event, index) =>
    event instanceof Rejection
      ? rejected(index, sent[index]!, event)
      : stored(index, event, isNew[written]!, isBeyond[written++]!),
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
  return { index, eventId, status: ReceiptStatus.REJECTED, code, field, message, warnings: none }
}

function stored(index: number, event: CheckedEvent, isNew: boolean, isBeyond: boolean): Receipt {
  const status = isNew ? ReceiptStatus.ACCEPTED : ReceiptStatus.DUPLICATE
  return {
    index,
    eventId: event.event_id,
    status,
    code: null,
    field: null,
    message: null,
    warnings: isBeyond ? tooManyKeys : none,
  }
}

const none: ReceiptWarning[] = []

const tooManyKeys: ReceiptWarning[] = [
  {
    code: 'TOO_MANY_NEW_KEYS',
    field: 'properties',
    message:
      'The event is stored. It has more new property keys than a project may send in a day: put a text that ' +
      'varies, such as an id, into a value and not into a key.',
  },
]
