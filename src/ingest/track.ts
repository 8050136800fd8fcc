import { type IsMistakenId } from '../checks/mistaken-id.ts'
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
import { skewOf } from './kinds/clock.ts'
import { type CheckedEvent, type KindInput } from './kinds/every-kind.ts'
import { type Kind } from './kinds/kind.ts'
import { type Received } from './kinds/received.ts'
import { type Links } from './links/links.ts'
import { notLinked } from './links/not-linked.ts'
import { type NewKeys } from './new-keys.ts'
import { type Properties } from './property-paths.ts'
import { type Write } from './writer.ts'

const mostPerBatch = 1_000

/** The services of the process that tracking uses. */
interface TrackServices {
  storeIp: boolean
  isMistakenId: IsMistakenId
  prices: Prices
  write: Write
  links: Links
  newKeys: NewKeys
  metrics: Metrics
}

/** An event as it was sent, with the check of its kind. */
export interface Sent {
  eventId: string | null | undefined
  properties: Properties | null | undefined
  /** The time at which the device sent the event, by its own clock. */
  sentAt?: string | null
  check(received: Received): CheckedEvent
}

/** An event of a kind, as it was sent, in a batch that may have a `sentAt` for all events. */
export const sentAs = (kind: Kind, input: KindInput, sentAt?: string | null): Sent => ({
  eventId: input.eventId,
  sentAt: input.sentAt ?? sentAt,
  properties: input.properties,
  check: received => kind.check(input, received),
})

/**
 * Checks each event alone, writes the good ones, and gives a receipt for each, in the order sent. When it returns, the
 * ACCEPTED events are committed. `field` is the field of the input that has the events.
 * @throws INVALID_BATCH_SIZE for none or over 1,000, DB_UNAVAILABLE and OVERLOADED: then nothing was stored
 */
export async function track(
  { project, viewer }: Pick<RequestScope, 'project' | 'viewer'>,
  { storeIp, isMistakenId, prices, write, links, newKeys, metrics }: TrackServices,
  sent: Sent[],
  field = 'input',
): Promise<TrackPayload> {
  if (sent.length < 1 || sent.length > mostPerBatch)
    throw badInput('INVALID_BATCH_SIZE', field, `A batch must have 1 to ${mostPerBatch} events.`)
  const received = { project, storeIp, isMistakenId, subject: viewer!.subject, at: Date.now() }
  const checked = sent.map(event => check(event, received))
  const events = checked.filter((event): event is CheckedEvent => !(event instanceof Rejection))
  await priceEvents(prices, events)
  const outcomes = await links.make(project, events.map(linkIn))
  const isNew = events.length ? await write(events) : []
  const good = sent.filter((_, i) => !(checked[i] instanceof Rejection))
  const isBeyond = await newKeys(
    project,
    good.map(({ properties }, i) => (isNew[i] ? properties : null)),
  )
  const warnings = events.map((event, i) => [
    ...(event.warnings ?? []),
    ...(isBeyond[i] ? [tooManyKeys] : []),
    ...notLinked(outcomes[i], 'The event is stored for userId.'),
  ])
  const payload = toPayload(sent, checked, isNew, warnings)
  metrics.events.inc({ status: 'accepted' }, payload.accepted)
  metrics.events.inc({ status: 'duplicate' }, payload.duplicates)
  metrics.events.inc({ status: 'rejected' }, payload.rejected)
  return payload
}

function check(sent: Sent, received: Omit<Received, 'skewMs'>): CheckedEvent | Rejection {
  try {
    return sent.check({ ...received, skewMs: skewOf(sent.sentAt, received.at) })
  } catch (error) {
    if (error instanceof Rejection) return error
    throw error
  }
}

function toPayload(
  sent: Sent[],
  checked: (CheckedEvent | Rejection)[],
  isNew: boolean[],
  warnings: ReceiptWarning[][],
): TrackPayload {
  let written = 0
  const receipts = checked.map((event, index) =>
    event instanceof Rejection
      ? rejected(index, sent[index]!, event)
      : stored(index, event, isNew[written]!, warnings[written++]!),
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
  return { index, eventId, status: ReceiptStatus.REJECTED, code, field, message, warnings: [] }
}

function stored(index: number, event: CheckedEvent, isNew: boolean, warnings: ReceiptWarning[]): Receipt {
  const status = isNew ? ReceiptStatus.ACCEPTED : ReceiptStatus.DUPLICATE
  return {
    index,
    eventId: event.event_id,
    status,
    code: null,
    field: null,
    message: null,
    warnings,
  }
}

const tooManyKeys: ReceiptWarning = {
  code: 'TOO_MANY_NEW_KEYS',
  field: 'properties',
  message:
    'The event is stored. It has more new property keys than a project may send in a day: put a text that ' +
    'varies, such as an id, into a value and not into a key.',
}

const linkIn = ({ user_id, visitor_id }: CheckedEvent) =>
  user_id !== null && visitor_id != null ? { userId: user_id, visitorId: visitor_id } : undefined
