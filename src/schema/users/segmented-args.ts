import { ArgsType, Field, ID, InputType } from 'type-graphql'
import { CalendarArgs } from '../calendar-args.ts'
import { SegmentInput } from './segment-input.ts'

/** A question that can be restricted to the users of a segment. */
@ArgsType()
@InputType()
export class SegmentedArgs extends CalendarArgs {
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
