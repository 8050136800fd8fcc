import { type EntityClass, type EntityManager, type FilterQuery } from '@mikro-orm/postgresql'
import { AiCall } from '../entities/ai-call.ts'
import { AlertEvent } from '../entities/alerts/alert-event.ts'
import { ApiCall } from '../entities/api-call.ts'
import { ApiKey } from '../entities/api-key.ts'
import { Conversation } from '../entities/conversation.ts'
import { Event } from '../entities/event.ts'
import { Export } from '../entities/export.ts'
import { DeadLetter } from '../entities/forwarding/dead-letter.ts'
import { Job } from '../entities/job.ts'
import { Message } from '../entities/message.ts'
import { Project } from '../entities/project.ts'
import { Delivery } from '../entities/reports/delivery.ts'
import { ReportRun } from '../entities/reports/report-run.ts'
import { ShareLink } from '../entities/share-link.ts'
import { SystemMetric } from '../entities/system-metric.ts'
import { User } from '../entities/user.ts'
import { UserActivity } from '../entities/user-activity.ts'
import { type ConversationOrderField } from '../schema/conversations/conversation.ts'
import { type OrderInput } from '../schema/order-input.ts'
import { type EventOrderField } from '../schema/overview/event.ts'
import { type UserOrderField } from '../schema/users/user.ts'
import { type CursorOf } from './cursor.ts'

/** A list of stored things: by a time, and at the same instant by a unique number. The latest come first by default. */
export interface Listing<Thing extends object> {
  /** The name in the cursors of the list. */
  name: string
  of: EntityClass<Thing>
  time: keyof Thing & string
  number: keyof Thing & string
  /** The times to order by, by their names in the schema. The default is `time`. */
  orders?: Record<string, TimeOf<Thing>>
}

/** A time to order a list by. */
interface TimeOf<Thing> {
  time: keyof Thing & string
  /** The time of a thing that has no `time`. */
  otherwise?: keyof Thing & string
  /**
   * The table with the day of the time in UTC, `last_on`, of each thing by its `no`. A time that changes with nearly
   * every batch is indexed by its day, beside the thing: an update that changes an indexed column writes into all indexes of its row.
   */
  days?: 'user_days' | 'conversation_days'
}

/** The order of a page. */
export interface Order<Thing> extends TimeOf<Thing> {
  number: keyof Thing & string
  /** The name of the order in cursors; empty for the default order. */
  name: string
  isDescending: boolean
}

/** The conditions of a page. */
export type Conditions<Thing> = FilterQuery<NoInfer<Thing>>

const eventOrders = {
  TIMESTAMP: { time: 'occurredAt' },
  RECEIVED_AT: { time: 'receivedAt' },
} satisfies Record<EventOrderField, TimeOf<Event>>

/** The listing of a kind of event. */
const listingOfEvents = <Thing extends Event>(name: string, of: EntityClass<Thing>): Listing<Thing> => ({
  name,
  of,
  time: 'occurredAt',
  number: 'seq',
  orders: eventOrders,
})

export const eventListing = listingOfEvents('events', Event)
export const activityListing = listingOfEvents('userActivities', UserActivity)
export const messageListing = listingOfEvents('messages', Message)
export const aiCallListing = listingOfEvents('aiCalls', AiCall)
export const apiCallListing = listingOfEvents('apiCalls', ApiCall)
export const systemMetricListing = listingOfEvents('systemMetricValues', SystemMetric)

export const conversationListing: Listing<Conversation> = {
  name: 'conversations',
  of: Conversation,
  time: 'startedAt',
  number: 'no',
  orders: {
    STARTED_AT: { time: 'startedAt' },
    LAST_EVENT_AT: { time: 'lastEventAt', days: 'conversation_days' },
  } satisfies Record<ConversationOrderField, TimeOf<Conversation>>,
}

export const userListing: Listing<User> = {
  name: 'users',
  of: User,
  time: 'createdAt',
  number: 'no',
  orders: {
    CREATED_AT: { time: 'createdAt' },
    FIRST_SEEN: { time: 'firstSeenAt', otherwise: 'createdAt' },
    LAST_SEEN: { time: 'lastSeenAt', otherwise: 'createdAt', days: 'user_days' },
  } satisfies Record<UserOrderField, TimeOf<User>>,
}

export const projectListing: Listing<Project> = {
  name: 'projects',
  of: Project,
  time: 'createdAt',
  number: 'no',
}
export const exportListing: Listing<Export> = { name: 'exports', of: Export, time: 'createdAt', number: 'no' }
export const reportRunListing: Listing<ReportRun> = {
  name: 'reportRuns',
  of: ReportRun,
  time: 'createdAt',
  number: 'id',
}

export const webhookDeliveryListing: Listing<Delivery> = {
  name: 'webhookDeliveries',
  of: Delivery,
  time: 'createdAt',
  number: 'no',
}

export const deadLetterListing: Listing<DeadLetter> = {
  name: 'deadLetters',
  of: DeadLetter,
  time: 'createdAt',
  number: 'id',
}

export const alertEventListing: Listing<AlertEvent> = {
  name: 'alertEvents',
  of: AlertEvent,
  time: 'at',
  number: 'id',
}

export const jobListing: Listing<Job> = { name: 'jobs', of: Job, time: 'createdAt', number: 'id' }

export const apiKeyListing: Listing<ApiKey> = { name: 'apiKeys', of: ApiKey, time: 'createdAt', number: 'id' }

export const shareLinkListing: Listing<ShareLink> = {
  name: 'shareLinks',
  of: ShareLink,
  time: 'createdAt',
  number: 'id',
}

/** The same list without the days of its times, for things that are found by their owner. */
export const withoutDays = <Thing extends object>(listing: Listing<Thing>): Listing<Thing> => ({
  ...listing,
  orders: Object.fromEntries(
    Object.entries(listing.orders ?? {}).map(([name, { days: _, ...time }]) => [name, time]),
  ),
})

/** The order that is asked for, or the default order of the list. */
export function orderOf<Thing extends object>(
  { time, number, orders = {} }: Listing<Thing>,
  orderBy: OrderInput | null | undefined,
): Order<Thing> {
  const isDescending = orderBy?.direction !== 'ASC'
  const by = orders[orderBy?.field ?? ''] ?? { time }
  const isUsual = by.time === time && isDescending
  const name = isUsual ? '' : `${by.time} ${isDescending ? 'DESC' : 'ASC'}`
  return { ...by, number, name, isDescending }
}

/** The list, its order and the project that the cursors of a page belong to. */
export function cursorOf(em: EntityManager, { name }: { name: string }, order = { name: '' }): CursorOf {
  const { project } = em.getFilterParams('project') as { project: string }
  return { project, list: order.name ? `${name} by ${order.name}` : name }
}
