import { Field, ObjectType } from 'type-graphql'
import { Explanation } from './explanation.ts'
import { Count, DateTime } from './scalars.ts'
import { Warning } from './warning.ts'

@ObjectType({ description: 'The time of a question and how complete its answer is.' })
export class Meta {
  @Field(() => DateTime, {
    description: 'The instant of the question, at which relative ranges end and today is decided.',
  })
  asOf: Date

  @Field(() => DateTime, {
    description:
      'All events received before this instant are in the answer. Usually the time of the question. ' +
      'All parts of a response read the same events.',
  })
  watermark: Date

  @Field(() => Boolean, {
    description:
      'Whether the range ended before the watermark and no event received before the question is missing, so that ' +
      'only events that arrive later can change the answer.',
  })
  isComplete: boolean

  @Field(() => Count, {
    nullable: true,
    description:
      'The number of events that the answer was computed from; null if the answer does not come from a count of events.',
  })
  sampleSize: number | null

  @Field(() => [Warning], {
    description: 'The reasons why the answer is not exact or not complete; usually empty.',
  })
  caveats: Warning[]

  @Field(() => Explanation, {
    nullable: true,
    description:
      'The SQL behind the answer and the rows that it read; null unless the question has `explain: true`.',
  })
  explanation?: Explanation | null
}
