import { type Projects } from '../auth/projects/known-projects.ts'
import { closedBefore } from '../auth/projects/retention-cutoff.ts'
import { type IsMistakenId } from '../checks/mistaken-id.ts'
import { Rejection } from '../checks/rejection.ts'
import { badInput } from '../errors.ts'
import { type DailyEvents } from '../limits/daily-events.ts'
import { type Metrics } from '../metrics.ts'
import { type Prices, priceEvents } from '../pricing/prices.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { largest } from '../schema/largest.ts'
import { type Receipt, ReceiptStatus, type TrackPayload } from '../schema/tracking/receipt.ts'
import { type ReceiptWarning } from '../schema/tracking/receipt-warning.ts'
import { sentTime, type WrittenEvent } from './insert-events.ts'
import { skewOf } from './kinds/clock.ts'
import { type CheckedEvent, type KindInput } from './kinds/every-kind.ts'
import { type Kind } from './kinds/kind.ts'
import { type Received } from './kinds/received.ts'
import { type Links } from './links/links.ts'
import { notLinked } from './links/not-linked.ts'
import { type NewKeys } from './new-keys.ts'
import { type Properties } from './property-paths.ts'
import { differentContent, tooManyNewKeys } from './receipt-warnings.ts'
import { type Rejections } from './rejections/rejections.ts'
import { type Write } from './writer.ts'

/** The services of the process that tracking uses. */
export interface TrackServices {
  storeIp: boolean
  isMistakenId: IsMistakenId
  prices: Prices
  write: Write
  links: Links
  newKeys: NewKeys
  rejections: Rejections
  metrics: Metrics
  projects: Projects
  dailyEvents: DailyEvents
}

/** An event as it was sent, with the check of its kind. */
export interface Sent {
  eventId: string | null | undefined
  properties: Properties | null | undefined
  /** The time at which the device sent the event, by its own clock. */
  sentAt?: string | null
  check(received: Received): CheckedEvent
}

/**
 * An event of a kind, as it was sent, in a batch that may have a `sentAt` for all events. An event that could not be read
 * has the reason as its properties.
 */
export const sentAs = (kind: Kind, input: KindInput, sentAt?: string | null): Sent => ({
  eventId: input.eventId,
  sentAt: input.sentAt ?? sentAt,
  properties: input.properties,
  check: received => {
    if (input.properties instanceof Rejection) throw input.properties
    return kind.check(input, received)
  },
})

/**
 * Checks each event alone, writes the good ones, and gives a receipt for each, in the order sent. When it returns, the
 * ACCEPTED events are committed. `field` is the field of the input that has the events.
 * @throws INVALID_BATCH_SIZE for none or over 1,000, DB_UNAVAILABLE and OVERLOADED: then no event was stored, while links
 * of visitors may have been
 */
export async function track(
  { project, viewer }: Pick<RequestScope, 'project' | 'viewer'>,
  services: TrackServices,
  sent: Sent[],
  field = 'input',
): Promise<TrackPayload> {
  if (sent.length < 1 || sent.length > largest.batch)
    throw badInput('INVALID_BATCH_SIZE', field, `A batch must have 1 to ${largest.batch} events.`)
  const { storeIp, isMistakenId } = services
  const received = { project, storeIp, isMistakenId, subject: viewer!.subject, at: Date.now() }
  const timely = withinRetention(
    services,
    project,
    sent.map(event => check(event, received)),
  )
  const checked = await withinQuota(services, project, timely)
  const kept = sent.filter((_, i) => isGood(checked[i]!))
  const outcomes = await storeOrGiveBack(services, received, kept, checked.filter(isGood))
  const payload = toPayload(sent, checked, outcomes)
  count(services.metrics, payload)
  for (const event of checked) if (event instanceof Rejection) services.rejections.note(project, event.code)
  return payload
}

type Checked = CheckedEvent | Rejection

const isGood = (event: Checked): event is CheckedEvent => !(event instanceof Rejection)

/** Rejects events that have expired, or lie on a day whose numbers are final. */
function withinRetention({ projects }: TrackServices, project: string, checked: Checked[]): Checked[] {
  const before = closedBefore(projects.settingsOf(project), new Date())
  if (!before) return checked
  return checked.map(event =>
    isGood(event) && Date.parse(event.occurred_at) < before.getTime() ? expired(before) : event,
  )
}

const expired = (before: Date) =>
  new Rejection(
    'EXPIRED',
    'timestamp',
    `The project takes no events before ${before.toISOString()}: they have expired, or the numbers of their day are final.`,
  )

/** Rejects the last events of a request that exceeds the daily limit of its project. Rejected events count for nothing. */
async function withinQuota(
  { projects, dailyEvents }: TrackServices,
  project: string,
  checked: Checked[],
): Promise<Checked[]> {
  const { eventsPerDay } = projects.settingsOf(project).limits
  const good = checked.filter(isGood).length
  if (!eventsPerDay || !good) return checked
  let room = await dailyEvents.take(project, good, eventsPerDay)
  return checked.map(event => (isGood(event) && room-- <= 0 ? beyondQuota(eventsPerDay) : event))
}

const beyondQuota = (most: number) =>
  new Rejection(
    'QUOTA_EXCEEDED',
    'eventId',
    `The project may send ${most.toLocaleString('en')} events in a day of UTC. Send the event again tomorrow.`,
  )

function check(sent: Sent, received: Omit<Received, 'skewMs'>): Checked {
  try {
    return sent.check({ ...received, skewMs: skewOf(sent.sentAt, received.at) })
  } catch (error) {
    if (error instanceof Rejection) return error
    throw error
  }
}

/** The outcome of an event that was written, with the warnings of its receipt. */
type Outcome = WrittenEvent & { warnings: ReceiptWarning[] }

/** Stores as `store` does. Events that could not be stored count towards the day once they are sent again. */
async function storeOrGiveBack(
  services: TrackServices,
  received: Pick<Received, 'project' | 'at'>,
  sent: Sent[],
  events: CheckedEvent[],
): Promise<Outcome[]> {
  try {
    return await store(services, received, sent, events)
  } catch (error) {
    services.dailyEvents.giveBack(received.project, events.length)
    throw error
  }
}

/** Stores the good events and their links, and gives the outcome of each. `sent` has the same events as they were sent. */
async function store(
  { prices, links, write, newKeys }: TrackServices,
  { project, at }: Pick<Received, 'project' | 'at'>,
  sent: Sent[],
  events: CheckedEvent[],
): Promise<Outcome[]> {
  await priceEvents(prices, events)
  const linkOutcomes = await links.make(project, events.map(linkIn))
  const written = events.length ? await write(events) : []
  const newProperties = sent.map(({ properties }, i) => (written[i]!.isNew ? properties : null))
  const isBeyond = await newKeys(project, newProperties)
  return written.map((outcome, i) => ({
    ...outcome,
    warnings: [
      ...(events[i]!.warnings ?? []),
      ...(isBeyond[i] ? [tooManyNewKeys] : []),
      ...(outcome.isDifferent || isAtAnotherTime(events[i]!, outcome, at) ? [differentContent] : []),
      ...notLinked(linkOutcomes[i], 'The event is stored for userId.'),
    ],
  }))
}

const linkIn = ({ user_id, visitor_id }: CheckedEvent) =>
  user_id !== null && visitor_id != null ? { userId: user_id, visitorId: visitor_id } : undefined

/** An event without a time has that of its request, which differs in each retry. */
function isAtAnotherTime(event: CheckedEvent, written: WrittenEvent, receivedAt: number): boolean {
  const time = sentTime(event).getTime()
  return time !== receivedAt && time !== written.sentTime.getTime()
}

function toPayload(sent: Sent[], checked: Checked[], outcomes: Outcome[]): TrackPayload {
  const outcome = outcomes.values()
  const receipts = checked.map((event, index) =>
    event instanceof Rejection
      ? rejected(index, sent[index]!, event)
      : stored(index, event, outcome.next().value!),
  )
  const countOf = (status: ReceiptStatus) => receipts.filter(receipt => receipt.status === status).length
  return {
    accepted: countOf(ReceiptStatus.ACCEPTED),
    duplicates: countOf(ReceiptStatus.DUPLICATE),
    rejected: countOf(ReceiptStatus.REJECTED),
    receipts,
  }
}

function rejected(index: number, sent: Sent, { code, field, message }: Rejection): Receipt {
  const eventId = sent.eventId?.isWellFormed() && sent.eventId.length <= 255 ? sent.eventId : null
  const status = ReceiptStatus.REJECTED
  return { index, eventId, status, code, field, message, timestamp: null, warnings: [] }
}

function stored(index: number, event: CheckedEvent, outcome: Outcome): Receipt {
  return {
    index,
    eventId: event.event_id,
    status: outcome.isNew ? ReceiptStatus.ACCEPTED : ReceiptStatus.DUPLICATE,
    code: null,
    field: null,
    message: null,
    timestamp: outcome.occurredAt,
    warnings: outcome.warnings,
  }
}

function count({ events }: Metrics, { accepted, duplicates, rejected }: TrackPayload): void {
  events.inc({ status: 'accepted' }, accepted)
  events.inc({ status: 'duplicate' }, duplicates)
  events.inc({ status: 'rejected' }, rejected)
}
