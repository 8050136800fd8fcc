import { Field, ID, Int, ObjectType } from 'type-graphql'
import { RejectionCode } from '../../codes/rejection-code.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Count, DateTime } from '../scalars.ts'
import { ReceiptWarning } from './receipt-warning.ts'

export const ReceiptStatus = describedEnum('ReceiptStatus', 'The outcome for one event of a batch.', {
  ACCEPTED: 'The event is new and committed to the log.',
  DUPLICATE: 'The log already had an event of this kind with this id; the first one stays unchanged.',
  REJECTED: 'The event was not stored: `field` names the wrong field, `code` and `message` the reason.',
})
export type ReceiptStatus = EnumOf<typeof ReceiptStatus>

@ObjectType({ description: 'The outcome for one event of a batch.', simpleResolvers: true })
export class Receipt {
  @Field(() => Int, { description: 'The position of the event in the batch, from 0.' })
  index: number

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the event: the one that was sent, or a new UUIDv7. Null if the event was rejected and had no id.',
  })
  eventId: string | null

  @Field(() => ReceiptStatus, { description: 'The outcome: accepted, a duplicate, or rejected.' })
  status: ReceiptStatus

  @Field(() => RejectionCode, {
    nullable: true,
    description: 'The reason for the rejection, such as `TOO_LONG`; null if the event was not rejected.',
  })
  code: RejectionCode | null

  @Field(() => String, {
    nullable: true,
    description: 'The field that was wrong, such as `timestamp`; null if the event was not rejected.',
  })
  field: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The change to make, as a sentence; null if the event was not rejected.',
  })
  message: string | null

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The time of the event as it is stored, such as `2026-01-31T09:30:00Z`; for a duplicate that of the first one. Null ' +
      'if the event was rejected.',
  })
  timestamp: Date | null

  @Field(() => [ReceiptWarning], { description: 'Warnings about an event that is stored; usually empty.' })
  warnings: ReceiptWarning[]
}

@ObjectType({
  description: 'The answer to a batch, with a receipt for each event in the order sent.',
  simpleResolvers: true,
})
export class TrackPayload {
  @Field(() => Count, { description: 'The number of events that are new and committed.' })
  accepted: number

  @Field(() => Count, { description: 'The number of events that the log already had.' })
  duplicates: number

  @Field(() => Count, {
    description: 'Events that were not stored because something in them is wrong; their receipts say what.',
  })
  rejected: number

  @Field(() => [Receipt], { description: 'One receipt for each event, in the order of the batch.' })
  receipts: Receipt[]
}
