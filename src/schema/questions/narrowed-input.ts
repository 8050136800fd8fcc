import { Field, ID, InputType } from 'type-graphql'
import { FilterInput } from '../filter-input.ts'
import { SegmentInput } from '../users/segment-input.ts'

/** The events that a question is about. Their time is given by who asks. */
@InputType()
export abstract class NarrowedInput {
  @Field(() => FilterInput, {
    nullable: true,
    description: 'The condition on the events that count. Default: all events.',
  })
  filter?: FilterInput | null

  @Field(() => ID, {
    nullable: true,
    description: 'Only events of users in this saved segment. Default: events of all users.',
  })
  segmentId?: string | null

  @Field(() => SegmentInput, {
    nullable: true,
    description: 'Only events of users who match this condition now. Cannot be combined with `segmentId`.',
  })
  segment?: SegmentInput | null
}
