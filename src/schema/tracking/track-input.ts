import { Field, InputType } from 'type-graphql'
import { type KindName, kinds } from '../../ingest/kinds/index.ts'
import { sentence } from '../../ingest/kinds/kind.ts'
import { inputTypeOf } from '../input-type-of.ts'
import { OneOf } from '../one-of.ts'
import { sentAtOfBatch } from './batch-input.ts'

/** An item of a mixed batch: the input of one kind, under the name of the kind. */
export type AnyEvent = { [Name in KindName]?: InstanceType<(typeof kinds)[Name]['input']> | null }

const fields = Object.fromEntries(
  Object.entries(kinds).map(([name, { input, words }]) => [
    name,
    { type: () => input, nullable: true, description: sentence(words.one) },
  ]),
)

const AnyEventInput = inputTypeOf('AnyEventInput', 'An event of any kind: exactly one of these.', fields)
const AnyFactInput = inputTypeOf('AnyFactInput', 'The former name of `AnyEventInput`.', fields)

OneOf('AnyEventInput')(AnyEventInput)
OneOf('AnyFactInput')(AnyFactInput)

@InputType({ description: 'A batch of events of any kinds: exactly one of `events` and `facts`.' })
export class TrackInput {
  @Field(() => [AnyEventInput], {
    nullable: true,
    description: '1 to 1,000 events. Each of them gets a receipt of its own.',
  })
  events?: AnyEvent[] | null

  @Field(() => String, { nullable: true, description: sentAtOfBatch })
  sentAt?: string | null

  @Field(() => [AnyFactInput], {
    nullable: true,
    description: 'The former name of `events`.',
    deprecationReason: 'Use `events`.',
  })
  facts?: AnyEvent[] | null
}
