import { Field, ID, InputType } from 'type-graphql'
import { DateTime } from '../scalars.ts'

const id = { description: 'The `id` of the alert, as `alerts` lists it and creating it returned.' }

@InputType({ description: 'The alert, or the one group of it, that somebody takes on.' })
export class AcknowledgeAlertInput {
  @Field(() => ID, id)
  id: string

  @Field(() => [String], {
    nullable: 'itemsAndList',
    description: 'The labels of one group, such as `["gpt-4o"]`. Default: every group that is not well.',
  })
  labels?: (string | null)[] | null
}

@InputType({ description: 'An alert to silence, such as until the end of a maintenance.' })
export class SnoozeAlertInput {
  @Field(() => ID, id)
  id: string

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The end of the silence, at most 90 days ahead, such as `2026-01-31T09:30:00Z`; null ends it at once.',
  })
  until?: Date | null
}

@InputType({ description: 'An alert whose receivers are to get a test message.' })
export class TestAlertInput {
  @Field(() => ID, id)
  id: string
}
