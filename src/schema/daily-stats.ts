import { Field, ObjectType } from 'type-graphql'
import { CalendarDate, Count } from './scalars.ts'

@ObjectType({ description: 'One calendar day.' })
export class DailyStats {
  @Field(() => CalendarDate, { description: 'The day, in the time zone asked for.' })
  date: string

  @Field(() => Count, { description: 'Users whose first fact ever happened before the end of this day.' })
  totalUsers: number

  @Field(() => Count, { description: 'Distinct users with at least one fact on this day.' })
  activeUsers: number

  @Field(() => Count, { description: 'Users whose first fact ever happened on this day.' })
  newUsers: number

  @Field(() => Count, { description: 'Facts of every kind.' })
  events: number

  @Field(() => Count, { description: 'Distinct conversations with at least one fact on this day.' })
  conversations: number

  @Field(() => Count, { description: 'Messages.' })
  messages: number

  @Field(() => Count, { description: 'Input and output tokens of messages and model calls.' })
  tokens: number

  @Field(() => Count, { description: 'API calls.' })
  apiCalls: number

  @Field(() => Boolean, {
    description: 'Whether the day has ended and everything received since is in: false for the running day.',
  })
  isComplete: boolean
}
