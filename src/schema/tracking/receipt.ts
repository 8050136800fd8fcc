import { Field, Int, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Count } from '../scalars.ts'

export const ReceiptStatus = describedEnum('ReceiptStatus', 'What became of a fact that was sent.', {
  ACCEPTED: 'It is in the log, committed.',
  DUPLICATE: 'A fact with this id was in the log already; the first one stays as it is.',
  REJECTED: 'It was not stored: `field` says what is wrong, `code` why.',
})
export type ReceiptStatus = EnumOf<typeof ReceiptStatus>

@ObjectType({ description: 'What to look after in a fact that was stored.', simpleResolvers: true })
export class ReceiptWarning {
  @Field(() => String, { description: 'A stable code, such as `TOO_MANY_NEW_KEYS`.' })
  code: string

  @Field(() => String, { description: 'The field it is about, such as `properties`.' })
  field: string

  @Field(() => String, { description: 'What to change, in a sentence.' })
  message: string
}

@ObjectType({ description: 'The answer to one fact that was sent.', simpleResolvers: true })
export class Receipt {
  @Field(() => Int, { description: 'The position in the batch, from 0.' })
  index: number

  @Field(() => String, {
    nullable: true,
    description:
      'The id of the fact: yours, or the UUIDv7 it was given. Null when it was rejected without one.',
  })
  eventId: string | null

  @Field(() => ReceiptStatus, { description: 'Accepted, a duplicate, or rejected.' })
  status: ReceiptStatus

  @Field(() => String, {
    nullable: true,
    description: 'Why it was rejected, as a stable code such as `TOO_LONG`.',
  })
  code: string | null

  @Field(() => String, { nullable: true, description: 'Which field was wrong, such as `timestamp`.' })
  field: string | null

  @Field(() => String, { nullable: true, description: 'What to change, in a sentence.' })
  message: string | null

  @Field(() => [ReceiptWarning], {
    description:
      'What to look after although it was stored; mostly none. `TOO_MANY_NEW_KEYS`: the project has brought more new ' +
      'property keys today than it should (`MAX_NEW_KEYS`).',
  })
  warnings: ReceiptWarning[]
}

@ObjectType({
  description: 'The answer to a batch: a receipt for every fact, in the order sent.',
  simpleResolvers: true,
})
export class TrackPayload {
  @Field(() => Count, { description: 'How many were new and are committed.' })
  accepted: number

  @Field(() => Count, { description: 'How many were in the log already.' })
  duplicates: number

  @Field(() => Count, { description: 'How many were refused.' })
  rejected: number

  @Field(() => [Receipt], { description: 'One for each fact, aligned by index with what was sent.' })
  receipts: Receipt[]
}
