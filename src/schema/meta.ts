import { Field, ObjectType } from 'type-graphql'
import { DateTime } from './scalars.ts'

@ObjectType({ description: 'How far an answer can be trusted.' })
export class Meta {
  @Field(() => DateTime, { description: 'When the question was asked.' })
  asOf: Date

  @Field(() => DateTime, {
    description:
      'Everything that was received before this instant is in the answer. Usually the moment of the question.',
  })
  watermark: Date

  @Field(() => Boolean, {
    description:
      'Whether the range had ended at the watermark, so that only late facts can change the answer.',
  })
  isComplete: boolean
}
