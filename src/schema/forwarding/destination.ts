import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { ForwardingCode } from '../../codes/forwarding-code.ts'
import { DateTime } from '../scalars.ts'
import { UserError } from '../user-error.ts'

@ObjectType({ description: 'The part of the log that a destination has yet to get.' })
export class DestinationLag {
  @Field(() => Int, {
    description:
      'The events of the project behind the position of the destination, such as 12, before its filter. Counted up to 50,000 ' +
      'events of the log.',
  })
  events: number

  @Field(() => Float, {
    description: 'The seconds since the oldest of them was received; 0 if there is none.',
  })
  seconds: number
}

@ObjectType({ description: 'The reason why the last attempt of a destination failed.' })
export class DestinationError {
  @Field(() => ForwardingCode, { description: 'The reason, such as `UNAUTHORIZED`.' })
  code: ForwardingCode

  @Field(() => String, {
    description:
      'A sentence with the begin of the answer, without secrets, such as `The server answered 401.`.',
  })
  message: string

  @Field(() => Int, { nullable: true, description: 'The HTTP status, such as 401; null without an answer.' })
  status: number | null

  @Field(() => DateTime, { description: 'The instant of the attempt.' })
  at: Date
}

@InputType({ description: 'A destination that is to be paused, resumed or tested.' })
export class DestinationIdInput {
  @Field(() => ID, { description: 'The number that `destinations` shows, such as 42.' })
  id: string
}

@InputType({ description: 'A destination and the time from which on it is to get everything again.' })
export class RewindDestinationInput {
  @Field(() => ID, { description: 'The number that `destinations` shows, such as 42.' })
  id: string

  @Field(() => DateTime, {
    description:
      'The instant of receipt from which on events are sent, such as `2026-01-01T00:00:00Z`; a later one skips those before it.',
  })
  to: Date
}

@ObjectType({ description: 'The outcome of a test row, which was sent once.' })
export class DestinationTest {
  @Field(() => Boolean, { description: 'Whether the server has taken the row.' })
  isDelivered: boolean

  @Field(() => Int, { nullable: true, description: 'The HTTP status, such as 200; null without an answer.' })
  status: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The milliseconds until the answer was read, such as 120; null without an answer.',
  })
  durationMs: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'The first 1,000 characters of the answer, such as `ok`, without secrets; null without an answer.',
  })
  answer: string | null

  @Field(() => ForwardingCode, {
    nullable: true,
    description: 'The reason why the row was not taken, such as `UNAUTHORIZED`; null if it was.',
  })
  code: ForwardingCode | null
}

@ObjectType({ description: 'The outcome of the test, or the errors that kept the row from being sent.' })
export class TestDestinationPayload {
  @Field(() => DestinationTest, {
    nullable: true,
    description: 'The outcome; null if the input was refused.',
  })
  test: DestinationTest | null

  @Field(() => [UserError], { description: 'The errors in the input; empty if the row was sent.' })
  userErrors: UserError[]
}
