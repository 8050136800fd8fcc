import { type EntityClass } from '@mikro-orm/core'
import { AiCall } from './ai-call.ts'
import { ApiCall } from './api-call.ts'
import { Conversation } from './conversation.ts'
import { ConversationChange } from './conversation-change.ts'
import { Definition, type DefinitionKindName } from './definition.ts'
import { Event } from './event.ts'
import { Job } from './job.ts'
import { Message } from './message.ts'
import { Delivery } from './reports/delivery.ts'
import { ReportRun } from './reports/report-run.ts'
import { SegmentSnapshot } from './segment-snapshot.ts'
import { SystemMetric } from './system-metric.ts'
import { User } from './user.ts'
import { UserActivity } from './user-activity.ts'

/** A kind of stored thing: the letter that its ids begin with, its entity, and the property that is its key. */
export interface NodeKind {
  letter: string
  of: EntityClass<object>
  key: string
  /** Needed where the entity is also the base of others. */
  where?: object
}

/** The things with an id that is unique among all things of the project, by the names of their types. */
export const nodeKinds = {
  User: { letter: 'u', of: User, key: 'externalId' },
  Conversation: { letter: 'c', of: Conversation, key: 'externalId' },
  CustomEvent: { letter: 'e', of: Event, key: 'eventId', where: { kind: 'event' } },
  UserActivity: { letter: 'a', of: UserActivity, key: 'eventId' },
  Message: { letter: 'm', of: Message, key: 'eventId' },
  AiCall: { letter: 'i', of: AiCall, key: 'eventId' },
  ApiCall: { letter: 'h', of: ApiCall, key: 'eventId' },
  SystemMetricValue: { letter: 'v', of: SystemMetric, key: 'eventId' },
  ConversationChange: { letter: 'g', of: ConversationChange, key: 'eventId' },
  SegmentSnapshot: { letter: 's', of: SegmentSnapshot, key: 'id' },
  ReportRun: { letter: 'r', of: ReportRun, key: 'id' },
  Job: { letter: 'j', of: Job, key: 'id' },
  WebhookDelivery: { letter: 'd', of: Delivery, key: 'id', where: { announcementId: { $ne: null } } },
} satisfies Record<string, NodeKind>

export type NodeType = keyof typeof nodeKinds

/** The types of saved definitions. They share the numbers that are their ids, so that these need no letter. */
const definitionTypes: Record<DefinitionKindName, string> = {
  segment: 'Segment',
  funnel: 'SavedFunnel',
  cohorts: 'SavedCohorts',
  query: 'SavedQuery',
  metric: 'SavedMetric',
  dashboard: 'SavedDashboard',
  report: 'Report',
  webhook: 'Webhook',
  alert: 'Alert',
  budget: 'Budget',
  destination: 'Destination',
}

const types = Object.keys(nodeKinds) as NodeType[]
const typeOfEntity = new Map<unknown, string>(types.map(type => [nodeKinds[type].of, type]))
const typeOfLetter = new Map(types.map(type => [nodeKinds[type].letter, type]))

/** The name of the type of a stored thing. */
export const typeNameOf = (thing: object): string | undefined =>
  thing instanceof Definition ? definitionTypes[thing.kind] : typeOfEntity.get(thing.constructor)

/** The id of a thing of a type: `u` and `ann` as base64url for the user `ann`, the number of a definition as it is. */
export function nodeIdOf(typeName: string, thing: object): string {
  const kind = (nodeKinds as Record<string, NodeKind>)[typeName]
  return kind ? encoded(kind.letter, thing[kind.key as never]) : (thing as Definition).id
}

const encoded = (letter: string, key: string) => Buffer.from(letter + key).toString('base64url')

/** A thing named by an id: its type and its key. */
export interface NodeKey {
  type: NodeType | 'Definition'
  key: string
}

/** The letter and 255 characters of up to three bytes each. A character of four bytes counts as two. */
const longestId = Math.ceil(((1 + 255 * 3) * 4) / 3)

/** The thing that an id names; null for a text that is no id of any thing. */
export function readNodeId(id: string): NodeKey | null {
  if (/^\d{1,19}$/.test(id)) return { type: 'Definition', key: id }
  if (id.length > longestId) return null
  const text = Buffer.from(id, 'base64url').toString()
  const type = typeOfLetter.get(text.slice(0, 1))
  const key = text.slice(1)
  return type && key && !key.includes('\0') && encoded(text[0]!, key) === id ? { type, key } : null
}

/** The number of a snapshot, by its id or by the number, which was its id before. */
export function snapshotNumber(id: string): string {
  const read = readNodeId(id)
  return read?.type === 'SegmentSnapshot' ? read.key : id
}
