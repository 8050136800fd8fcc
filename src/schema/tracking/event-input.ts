import { Field, InputType } from 'type-graphql'
import { FactInput } from './fact-input.ts'

@InputType({ description: 'Something that happened on the platform.' })
export class EventInput extends FactInput {
  @Field(() => String, {
    nullable: true,
    description: 'Required. What happened, up to 200 characters, such as `signup` or `message sent`.',
  })
  name?: string | null
}

@InputType({ description: 'A batch of events.' })
export class TrackEventsInput {
  @Field(() => [EventInput], { description: '1 to 1,000 events. Each is answered for itself.' })
  events: EventInput[]
}
