import {
  type EntityClass,
  type EntityManager,
  type FilterQuery,
  type QueryOrderMap,
  raw,
} from '@mikro-orm/postgresql'
import { AiCall } from '../entities/ai-call.ts'
import { ApiCall } from '../entities/api-call.ts'
import { ApiKey } from '../entities/api-key.ts'
import { Conversation } from '../entities/conversation.ts'
import { Event } from '../entities/event.ts'
import { Message } from '../entities/message.ts'
import { SystemMetric } from '../entities/system-metric.ts'
import { User } from '../entities/user.ts'
import { UserActivity } from '../entities/user-activity.ts'
import { type CursorOf, type Position } from './cursor.ts'

/** A list of stored things, newest first: by a time, and at the same instant by a unique number. */
export interface Listing<Thing extends object> {
  /** The name in the cursors of the list. */
  name: string
  of: EntityClass<Thing>
  time: keyof Thing & string
  number: keyof Thing & string
}

/** The conditions of a page. */
export type Conditions<Thing> = FilterQuery<NoInfer<Thing>>

export const eventListing: Listing<Event> = { name: 'events', of: Event, time: 'occurredAt', number: 'seq' }
export const activityListing: Listing<UserActivity> = {
  name: 'userActivities',
  of: UserActivity,
  time: 'occurredAt',
  number: 'seq',
}
export const messageListing: Listing<Message> = {
  name: 'messages',
  of: Message,
  time: 'occurredAt',
  number: 'seq',
}
export const aiCallListing: Listing<AiCall> = {
  name: 'aiCalls',
  of: AiCall,
  time: 'occurredAt',
  number: 'seq',
}
export const apiCallListing: Listing<ApiCall> = {
  name: 'apiCalls',
  of: ApiCall,
  time: 'occurredAt',
  number: 'seq',
}
export const systemMetricListing: Listing<SystemMetric> = {
  name: 'systemMetricValues',
  of: SystemMetric,
  time: 'occurredAt',
  number: 'seq',
}
export const conversationListing: Listing<Conversation> = {
  name: 'conversations',
  of: Conversation,
  time: 'startedAt',
  number: 'no',
}
export const userListing: Listing<User> = { name: 'users', of: User, time: 'createdAt', number: 'no' }

export const apiKeyListing: Listing<ApiKey> = { name: 'apiKeys', of: ApiKey, time: 'createdAt', number: 'id' }

export const newestFirst = <Thing extends object>({ time, number }: Listing<Thing>) =>
  ({ [time]: 'desc', [number]: 'desc' }) as QueryOrderMap<Thing>

/** The list and the project that the cursors of a page belong to. */
export function cursorOf(em: EntityManager, { name }: { name: string }): CursorOf {
  const { project } = em.getFilterParams('project') as { project: string }
  return { project, list: name }
}

/** The position of a thing in its list. */
export function positionOf<Thing extends object>(
  { time, number }: Pick<Listing<Thing>, 'time' | 'number'>,
  thing: Thing,
): Position {
  return { at: thing[time] as Date, number: String(thing[number]) }
}

/** The condition of the things after a position. A comparison of rows is one step into an index at any depth. */
export function beyond<Thing extends object>(
  em: EntityManager,
  { time, number }: Listing<Thing>,
  { at, number: after }: Position,
): Conditions<Thing> {
  const columns = [time, number].map(name => em.config.getNamingStrategy().propertyToColumnName(name))
  const row = (alias: string) => columns.map(column => `${alias}.${column}`).join(', ')
  return { [raw(alias => `(${row(alias)}) < (?, ?::bigint)`, [at, after])]: [] } as Conditions<Thing>
}
