import { ArgsType, Field, Int } from 'type-graphql'

/** Which times to show. */
@ArgsType()
export class TimeToConvertArgs {
  @Field(() => Int, { defaultValue: 1, description: 'The step from which time runs, 1 for the first.' })
  fromStep: number

  @Field(() => Int, { nullable: true, description: 'The step at which it ends. Default: the last.' })
  toStep?: number | null

  @Field(() => Int, { defaultValue: 10, description: 'How many buckets, 1 to 100.' })
  buckets: number
}
