import { Field, ObjectType } from 'type-graphql'
import { Count, DateTime } from './scalars.ts'

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

  @Field(() => Count, {
    nullable: true,
    description:
      'How many facts the answer was computed from; null where it does not rest on a count of facts.',
  })
  sampleSize: number | null

  @Field(() => [String], { description: 'What keeps the answer from being exact or whole; usually nothing.' })
  warnings: string[]
}
