import { ArgsType, Field, Float, ID, InputType, ObjectType } from 'type-graphql'
import { type AiCall as AiCallEntity } from '../../entities/ai-call.ts'
import { CallType } from '../../ingest/kinds/ai-call.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Event, EventPageArgs } from '../overview/event.ts'
import { Decimal } from '../scalars.ts'
import { ModelEvent } from './model-event.ts'

@ObjectType({
  implements: [Event, ModelEvent],
  description: 'A request to an AI model, with its tokens, cost, duration and error.',
})
class AiCall
  extends ModelEvent
  implements
    Pick<
      AiCallEntity,
      | 'callType'
      | 'durationMs'
      | 'firstTokenMs'
      | 'cacheHit'
      | 'success'
      | 'errorClass'
      | 'errorMessage'
      | 'savedCostUsd'
    >
{
  @Field(() => CallType, { description: 'The purpose of the call, such as `COMPLETION`.' })
  callType: CallType

  @Field(() => Boolean, { description: 'Whether the call succeeded: true unless `success: false` was sent.' })
  success: boolean

  @Field(() => String, {
    nullable: true,
    description: 'The kind of failure, such as `rate_limit`; null if none was sent.',
  })
  errorClass: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The message of the failure, such as `Rate limit reached`; null if none was sent.',
  })
  errorMessage: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'The duration of the call, in milliseconds, such as 850.5; null if it was not sent.',
  })
  durationMs: number | null

  @Field(() => Float, {
    name: 'timeToFirstTokenMs',
    nullable: true,
    description: 'The time to the first token, in milliseconds, such as 210; null if it was not sent.',
  })
  firstTokenMs: number | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether your own cache answered, so that the call cost nothing; null if that was not sent.',
  })
  cacheHit: boolean | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The cost that your own cache saved by answering the call, in US dollars, such as `"0.00725"`; null without a ' +
      '`cacheHit` or a known price.',
  })
  savedCostUsd: string | null
}

export const AiCallConnection = connectionOf(AiCall, { article: 'An', one: 'AI call', many: 'AI calls' })

@InputType({ description: 'The AI calls to list; all given conditions hold together.' })
export class AiCallFilterInput {
  @Field(() => String, { nullable: true, description: 'Only calls of this provider, such as `openai`.' })
  provider?: string | null

  @Field(() => String, { nullable: true, description: 'Only calls of this model, such as `gpt-4o`.' })
  model?: string | null

  @Field(() => CallType, {
    nullable: true,
    description: 'Only calls with this purpose, such as `EMBEDDING`.',
  })
  callType?: CallType | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only calls that succeeded (true), or only calls that failed (false).',
  })
  success?: boolean | null

  @Field(() => String, {
    nullable: true,
    description: 'Only calls with this kind of failure, such as `rate_limit`.',
  })
  errorClass?: string | null

  @Field(() => String, { nullable: true, description: 'Only calls of this bot, such as `support-bot`.' })
  botId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only calls for this user, such as `ann`.' })
  userId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only calls in this conversation, such as `c-17`.' })
  conversationId?: string | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'Only calls that happened in this range, such as `{ last: { count: 7, unit: DAY } }`; start inclusive, end exclusive.',
  })
  range?: DateRangeInput | null
}

@ArgsType()
export class AiCallsArgs extends EventPageArgs {
  @Field(() => AiCallFilterInput, {
    nullable: true,
    description:
      'Conditions that the listed AI calls meet, all of them, such as `{ success: false }`. Default: all AI calls.',
  })
  filter?: AiCallFilterInput | null
}
