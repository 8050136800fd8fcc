import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { type EventKind } from '../../entities/event-columns.ts'

/** The kinds of events by the names of their fields. */
export const retentionFields = {
  events: 'event',
  activities: 'activity',
  conversationChanges: 'conversation',
  messages: 'message',
  aiCalls: 'ai_call',
  apiCalls: 'api_call',
  systemMetrics: 'system_metric',
} as const satisfies Record<string, EventKind>

export type RetentionField = keyof typeof retentionFields

/** The retention of a project as the API shows it. */
export const shownRetention = (kept: Partial<Record<EventKind, number>>): Retention =>
  Object.fromEntries(
    Object.entries(retentionFields).map(([field, kind]) => [field, kept[kind] ?? null]),
  ) as unknown as Retention

@ObjectType({
  description:
    'For how many days the events of a project are kept, by their kind; null where they are kept for ever. The daily ' +
    'statistics of expired days stay.',
})
export class Retention implements Record<RetentionField, number | null> {
  @Field(() => Int, { nullable: true, description: 'The days for which custom events are kept, such as 90.' })
  events: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The days for which account activities are kept, such as 90.',
  })
  activities: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The days for which conversation changes, such as starts and ends are kept, such as 90.',
  })
  conversationChanges: number | null

  @Field(() => Int, { nullable: true, description: 'The days for which messages are kept, such as 90.' })
  messages: number | null

  @Field(() => Int, { nullable: true, description: 'The days for which AI calls are kept, such as 90.' })
  aiCalls: number | null

  @Field(() => Int, { nullable: true, description: 'The days for which API calls are kept, such as 90.' })
  apiCalls: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The days for which values of system metrics are kept, such as 90.',
  })
  systemMetrics: number | null
}

@InputType({
  description:
    'For how many days the events of a project are kept, by their kind, such as `{ messages: 90 }`. A kind that is left out ' +
    'keeps its number; null keeps its events for ever.',
})
export class RetentionInput implements Partial<Record<RetentionField, number | null>> {
  @Field(() => Int, {
    nullable: true,
    description: 'The days for which custom events are kept, from 1 to 3,650, such as 90.',
  })
  events?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The days for which account activities are kept, from 1 to 3,650, such as 90.',
  })
  activities?: number | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The days for which conversation changes, such as starts and ends are kept, from 1 to 3,650, such as 90.',
  })
  conversationChanges?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The days for which messages are kept, from 1 to 3,650, such as 90.',
  })
  messages?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The days for which AI calls are kept, from 1 to 3,650, such as 90.',
  })
  aiCalls?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The days for which API calls are kept, from 1 to 3,650, such as 90.',
  })
  apiCalls?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The days for which values of system metrics are kept, from 1 to 3,650, such as 90.',
  })
  systemMetrics?: number | null
}
