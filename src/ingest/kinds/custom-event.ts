import { Field, InputType } from 'type-graphql'
import { type CheckedEvent, KindInput, nameOf, sharedColumns } from './every-kind.ts'
import { type Kind } from './kind.ts'
import { type Received } from './received.ts'

@InputType({ description: 'An event of your own naming, such as `signup`, with any properties.' })
export class EventInput extends KindInput {
  @Field(() => String, {
    nullable: true,
    description: 'Required. The name of the event, up to 200 characters, such as `signup` or `message sent`.',
  })
  name?: string | null
}

export const customEvent = {
  stored: 'event',
  publicName: 'CUSTOM',
  input: EventInput,
  check: checkedCustomEvent,
  mutations: { one: 'trackEvent', many: 'trackEvents', list: 'events' },
  words: { one: 'a custom event of the platform', many: 'custom events' },
} satisfies Kind<EventInput>

function checkedCustomEvent(input: EventInput, received: Received): CheckedEvent {
  return sharedColumns(input, received, 'event', nameOf(input.name, 'name'))
}
