import {
  type EntityClass,
  type EntityManager,
  type FilterQuery,
  type QueryOrderMap,
  raw,
} from '@mikro-orm/postgresql'
import { ApiKey } from '../entities/api-key.ts'
import { Conversation } from '../entities/conversation.ts'
import { Event } from '../entities/event.ts'
import { Message } from '../entities/message.ts'
import { User } from '../entities/user.ts'
import { UserActivity } from '../entities/user-activity.ts'
import { type CursorOf, type Place } from './cursor.ts'

/** A list of stored things, newest first: by a time, and at one instant by a number that is given only once. */
export interface Listing<Thing extends object> {
  /** What its cursors are marked with. */
  name: string
  of: EntityClass<Thing>
  time: keyof Thing & string
  number: keyof Thing & string
}

/** Which of the things. */
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

/** Whose cursors a list in this scope gives and takes. */
export function cursorOf(em: EntityManager, { name }: { name: string }): CursorOf {
  const { project } = em.getFilterParams('project') as { project: string }
  return { project, list: name }
}

/** Where a thing stands in its list. */
export function placeOf<Thing extends object>(
  { time, number }: Pick<Listing<Thing>, 'time' | 'number'>,
  thing: Thing,
): Place {
  return { at: thing[time] as Date, number: String(thing[number]) }
}

/** The condition of what comes after a place. Compared as a row, it is one step into an index, however deep. */
export function beyond<Thing extends object>(
  em: EntityManager,
  { time, number }: Listing<Thing>,
  { at, number: after }: Place,
): Conditions<Thing> {
  const columns = [time, number].map(name => em.config.getNamingStrategy().propertyToColumnName(name))
  const row = (alias: string) => columns.map(column => `${alias}.${column}`).join(', ')
  return { [raw(alias => `(${row(alias)}) < (?, ?::bigint)`, [at, after])]: [] } as Conditions<Thing>
}
