import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { RejectionCode } from '../../codes/rejection-code.ts'
import { Count } from '../scalars.ts'
import { ReceiptWarning } from '../tracking/receipt-warning.ts'
import { IdentifyInput } from './identify.ts'

@InputType({ description: 'Up to 1,000 users in one request; a rejected one does not affect the others.' })
export class IdentifyUsersInput {
  @Field(() => [IdentifyInput], {
    description:
      '1 to 1,000 users, each as `identify` takes it, such as `{ userId: "user-1", traits: { plan: "pro" } }`. They are ' +
      'stored in this order.',
  })
  users: IdentifyInput[]
}

@ObjectType({ description: 'The outcome for one user of a batch.', simpleResolvers: true })
export class UserReceipt {
  @Field(() => Int, { description: 'The position of the user in the batch, from 0.' })
  index: number

  @Field(() => RejectionCode, {
    nullable: true,
    description: 'The reason for the rejection, such as `INVALID_USER_ID`; null if the user was stored.',
  })
  code: RejectionCode | null

  @Field(() => String, {
    nullable: true,
    description: 'The field that was wrong, such as `traits`; null if the user was stored.',
  })
  field: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The change to make, as a sentence; null if the user was stored.',
  })
  message: string | null

  @Field(() => [ReceiptWarning], {
    description:
      'Warnings about a user that was stored; usually empty. `KNOWN_USER` and `LINKED_TO_ANOTHER`: the visitor was not ' +
      'linked to the user.',
  })
  warnings: ReceiptWarning[]
}

@ObjectType({
  description: 'The answer to a batch of users, with a receipt for each in the order sent.',
  simpleResolvers: true,
})
export class IdentifyUsersPayload {
  @Field(() => Count, {
    description: 'Users of the request that exist now, changed by it or not, such as 120.',
  })
  stored: number

  @Field(() => Count, {
    description:
      'The number of users that were not stored because something in them is wrong; their receipts say what.',
  })
  rejected: number

  @Field(() => [UserReceipt], { description: 'One receipt for each user, in the order of the batch.' })
  receipts: UserReceipt[]
}
