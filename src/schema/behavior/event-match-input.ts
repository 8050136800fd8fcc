import { Field, InputType } from 'type-graphql'
import { FilterInput } from '../filter-input.ts'

@InputType({
  description:
    'A pattern for events: a name and a filter, such as `{ event: "signup" }`, or any of several of them.',
})
export class EventMatchInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. ' +
      'Default: any active event, that is any event of a user except system metrics and events of crawlers.',
  })
  event?: string | null

  @Field(() => FilterInput, {
    nullable: true,
    description: 'The condition on these events. Default: all of them.',
  })
  filter?: FilterInput | null

  @Field(() => [EventMatchInput], {
    nullable: true,
    description:
      '1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: ' +
      '`{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be ' +
      'nested.',
  })
  anyOf?: EventMatchInput[] | null
}
