import { Field, InputType } from 'type-graphql'
import { FilterInput } from '../filter-input.ts'

@InputType({
  description: 'Which facts are meant: an event by its name, and what else has to be true of it.',
})
export class EventMatchInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The name of the event, such as `signup`. Facts of other kinds are named too: `message`, `ai_call`, `login`. ' +
      'Default: any activity, which is every fact of a user but system metrics and those of crawlers.',
  })
  event?: string | null

  @Field(() => FilterInput, { nullable: true, description: 'Which of them. Default: all.' })
  filter?: FilterInput | null
}
