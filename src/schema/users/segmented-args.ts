import { ArgsType, Field, ID, InputType } from 'type-graphql'
import { CalendarArgs } from '../calendar-args.ts'
import { SegmentInput } from './segment-input.ts'

/** A question that may be about the users of a segment alone. */
@ArgsType()
@InputType()
export class SegmentedArgs extends CalendarArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'Only what users of this saved segment did. Default: of everybody.',
  })
  segmentId?: string | null

  @Field(() => SegmentInput, {
    nullable: true,
    description: 'Only what users did for whom this holds now, instead of `segmentId`.',
  })
  segment?: SegmentInput | null
}
