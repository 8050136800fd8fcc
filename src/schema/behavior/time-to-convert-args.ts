import { ArgsType, Field, Int } from 'type-graphql'

/** The two steps to measure between, and the bars of the histogram. */
@ArgsType()
export class TimeToConvertArgs {
  @Field(() => Int, {
    defaultValue: 1,
    description: 'The step from which the time is measured, 1 for the first.',
  })
  fromStep: number

  @Field(() => Int, {
    nullable: true,
    description: 'The step up to which the time is measured. Default: the last.',
  })
  toStep?: number | null

  @Field(() => Int, { defaultValue: 10, description: 'The number of bars in the histogram, 1 to 100.' })
  buckets: number
}
