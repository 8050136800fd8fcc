import { Field, InputType } from 'type-graphql'
import { type CheckedFact, checkedFact, FactInput, nameOf, type Received } from './every-kind.ts'
import { type Kind } from './kind.ts'

@InputType({ description: 'A custom event of the platform.' })
export class EventInput extends FactInput {
  @Field(() => String, {
    nullable: true,
    description: 'Required. The name of the event, up to 200 characters, such as `signup` or `message sent`.',
  })
  name?: string | null
}

export const event = {
  stored: 'event',
  input: EventInput,
  check: checkedEvent,
  mutations: { one: 'trackEvent', many: 'trackEvents', list: 'events' },
  words: { one: 'a custom event of the platform', many: 'custom events' },
} satisfies Kind<EventInput>

export function checkedEvent(input: EventInput, received: Received): CheckedFact {
  return checkedFact(input, received, 'event', nameOf(input.name, 'name'))
}
