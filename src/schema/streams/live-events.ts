import { ArgsType, Field, Int, ObjectType } from 'type-graphql'
import { Event, EventFilterInput } from '../overview/event.ts'

@ObjectType('LiveEvents', { description: 'The events that have arrived last, as a feed shows them.' })
export class LiveEvents<One extends object = Event> {
  @Field(() => [Event], {
    description:
      'The newest events, in the order in which they arrived, the last one first; those of the answer before follow new ones, ' +
      'up to `first`.',
  })
  events: One[]

  @Field(() => Int, {
    description:
      'The number of events that have arrived since the answer before, such as 35; 0 in the first answer.',
  })
  arrived: number

  @Field(() => Int, {
    description:
      'The number of events that have arrived since then and were left out, because more than 20 arrived in a second, or more ' +
      'than `first`; such as 15.',
  })
  skipped: number
}

@ArgsType()
export class LiveEventsArgs {
  @Field(() => EventFilterInput, {
    nullable: true,
    description:
      'Conditions that the events meet, all of them, such as `{ kinds: [MESSAGE] }`. Default: all events.',
  })
  filter?: EventFilterInput | null

  @Field(() => Int, {
    defaultValue: 50,
    description: 'The number of events in an answer, 1 to 100, such as 20.',
  })
  first: number
}
