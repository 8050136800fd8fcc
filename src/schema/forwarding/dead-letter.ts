import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { ForwardingCode } from '../../codes/forwarding-code.ts'
import { connectionOf } from '../connection.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { PageArgs } from '../page-args.ts'
import { DateTime } from '../scalars.ts'
import { UserError } from '../user-error.ts'

export const ForwardedThing = describedEnum(
  'ForwardedThing',
  'The kind of a row that is sent to a destination.',
  {
    EVENT: 'Something that happened, as the log has it.',
    USER: 'The name and traits of a user, or a visitor who turned out to be a user.',
  },
)
export type ForwardedThing = EnumOf<typeof ForwardedThing>

@ObjectType({
  description:
    'A row that a destination has refused for good. The latest 10,000 of a destination are kept, without a copy of the row.',
})
class DeadLetter {
  @Field(() => ID, { description: 'The number of the letter, which later ones exceed.' })
  id: string

  @Field(() => ID, { description: 'The server that refused it, by its `id`, such as 42.' })
  destinationId: string

  @Field(() => ForwardedThing, { description: 'The kind of the row, such as `EVENT`.' })
  thing: ForwardedThing

  @Field(() => String, { description: 'The id under which the row was sent, such as `event:e-1`.' })
  messageId: string

  @Field(() => Int, { description: 'The times that the row was refused, such as 1.' })
  attempts: number

  @Field(() => Boolean, { description: 'Whether the row is about to be sent again.' })
  isDue: boolean

  @Field(() => ForwardingCode, { description: 'The reason of the last refusal, such as `REFUSED`.' })
  code: ForwardingCode

  @Field(() => String, {
    description: 'The reason in words of the destination, up to 500 characters, such as `time is invalid`.',
  })
  message: string

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the refusal, such as 400.' })
  status: number | null

  @Field(() => DateTime, { description: 'The instant of the first refusal.' })
  createdAt: Date
}

export const DeadLetterConnection = connectionOf(DeadLetter, {
  article: 'A',
  one: 'dead letter',
  many: 'dead letters',
})

@ArgsType()
export class DeadLettersArgs extends PageArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'The `id` of a destination. Default: the dead letters of all destinations of the project.',
  })
  destinationId?: string | null
}

@InputType({ description: 'The dead letters of a destination that are to be sent again.' })
export class RedeliverDeadLettersInput {
  @Field(() => ID, { description: 'The server that refused them, by its `id`, such as 42.' })
  destinationId: string

  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of dead letters, up to 1,000, such as `["7"]`. Default: all of the destination.',
  })
  ids?: string[] | null
}

@ObjectType({ description: 'The number of dead letters that are sent again, or the errors in the input.' })
export class RedeliverDeadLettersPayload {
  @Field(() => Int, {
    nullable: true,
    description: 'The number of dead letters, such as 3; null if the input was refused.',
  })
  count: number | null

  @Field(() => [UserError], { description: 'The errors in the input; empty if it was accepted.' })
  userErrors: UserError[]
}
