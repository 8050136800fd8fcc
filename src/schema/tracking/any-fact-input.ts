import { Field, InputType } from 'type-graphql'
import { type KindName, kinds } from '../../ingest/kinds/index.ts'
import { sentence } from '../../ingest/kinds/kind.ts'
import { inputTypeOf } from '../input-type-of.ts'

/** An item of a mixed batch: the input of one kind, under the name of the kind. */
export type AnyFact = { [Name in KindName]?: InstanceType<(typeof kinds)[Name]['input']> | null }

const AnyFactInput = inputTypeOf(
  'AnyFactInput',
  'An event of any kind: exactly one of these.',
  Object.fromEntries(
    Object.entries(kinds).map(([name, { input, words }]) => [
      name,
      { type: () => input, nullable: true, description: sentence(words.one) },
    ]),
  ),
)

@InputType({ description: 'A batch of events of any kinds: exactly one of `events` and `facts`.' })
export class TrackInput {
  @Field(() => [AnyFactInput], {
    nullable: true,
    description: '1 to 1,000 events. Each of them gets a receipt of its own.',
  })
  events?: AnyFact[] | null

  @Field(() => [AnyFactInput], {
    nullable: true,
    description: 'The former name of `events`.',
    deprecationReason: 'Use `events`.',
  })
  facts?: AnyFact[] | null
}
