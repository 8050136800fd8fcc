import { ArgsType, Field, Int } from 'type-graphql'
import { RealtimeArgs } from '../overview/realtime.ts'

@ArgsType()
export class RealtimeStreamArgs extends RealtimeArgs {
  @Field(() => Int, {
    defaultValue: 5,
    description: 'The shortest time between two answers in seconds, from 2 to 60, such as 10.',
  })
  intervalSeconds: number
}
