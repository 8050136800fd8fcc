import { ArgsType, Field, Float, InputType, ObjectType } from 'type-graphql'
import { type Message as MessageEntity } from '../../entities/message.ts'
import { Feedback, MessageRole } from '../../ingest/kinds/message.ts'
import { ServiceTier } from '../../ingest/kinds/service-tier.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { EventPageArgs } from '../overview/event.ts'
import { CostSource } from '../performance/cost-source.ts'
import { Count, Decimal, JsonObject } from '../scalars.ts'
import { ListedEvent } from '../tracking/listed-event.ts'

@ObjectType({ description: 'A message of a conversation, with the tokens, cost and time of its production.' })
export class Message
  extends ListedEvent
  implements
    Pick<
      MessageEntity,
      | 'conversationId'
      | 'botId'
      | 'role'
      | 'provider'
      | 'model'
      | 'inputTokens'
      | 'cachedTokens'
      | 'cacheWriteTokens'
      | 'audioInputTokens'
      | 'outputTokens'
      | 'reasoningTokens'
      | 'audioOutputTokens'
      | 'serviceTier'
      | 'costUsd'
      | 'costSource'
      | 'durationMs'
      | 'feedback'
      | 'properties'
    >
{
  @Field(() => String, { description: 'The id of the conversation on your platform.' })
  conversationId: string

  @Field(() => String, {
    nullable: true,
    description: 'The bot or assistant of the conversation, such as `support-bot`.',
  })
  botId: string | null

  @Field(() => MessageRole, { description: 'The speaker of the message, such as `ASSISTANT`.' })
  role: MessageRole

  @Field(() => String, {
    nullable: true,
    description: 'The provider of the model that answered, such as `openai`.',
  })
  provider: string | null

  @Field(() => String, { nullable: true, description: 'The model that answered, such as `gpt-4o`.' })
  model: string | null

  @Field(() => Count, {
    nullable: true,
    description:
      'Input tokens that were neither read from the provider’s cache (`cachedTokens`) nor written into it ' +
      '(`cacheWriteTokens`); null if they were not reported.',
  })
  inputTokens: number | null

  @Field(() => Count, { nullable: true, description: 'Input tokens from the provider’s cache.' })
  cachedTokens: number | null

  @Field(() => Count, { nullable: true, description: 'Input tokens written into the provider’s cache.' })
  cacheWriteTokens: number | null

  @Field(() => Count, { nullable: true, description: 'Input tokens that are audio, a part of all input.' })
  audioInputTokens: number | null

  @Field(() => Count, {
    nullable: true,
    description: 'The number of output tokens; null if they were not reported.',
  })
  outputTokens: number | null

  @Field(() => Count, {
    nullable: true,
    description: 'Output tokens spent on reasoning, a part of `outputTokens`.',
  })
  reasoningTokens: number | null

  @Field(() => Count, {
    nullable: true,
    description: 'Output tokens that are audio, a part of `outputTokens`.',
  })
  audioOutputTokens: number | null

  @Field(() => ServiceTier, {
    nullable: true,
    description:
      'The rate at which the provider billed the message, such as `BATCH`; null for the usual rate.',
  })
  serviceTier: ServiceTier | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The cost in US dollars, such as `"0.00725"`; null if the cost is not known, a lower bound if `costSource` says so.',
  })
  costUsd: string | null

  @Field(() => CostSource, {
    nullable: true,
    description: 'The source of the cost; null if neither a cost nor a model was sent.',
  })
  costSource: CostSource | null

  @Field(() => Float, {
    name: 'responseTimeMs',
    nullable: true,
    description: 'The response time of the message, in milliseconds.',
  })
  durationMs: number | null

  @Field(() => Feedback, { nullable: true, description: 'The feedback of the user on the message.' })
  feedback: Feedback | null

  @Field(() => JsonObject, {
    nullable: true,
    description: 'The custom properties sent with the message, such as `{"plan": "pro"}`.',
  })
  properties: Record<string, unknown> | null
}

export const MessageConnection = connectionOf(Message, { article: 'A', one: 'message', many: 'messages' })

@InputType({ description: 'The messages to list; all given conditions hold together.' })
export class MessageFilterInput {
  @Field(() => String, { nullable: true, description: 'Only messages of this conversation.' })
  conversationId?: string | null

  @Field(() => String, { nullable: true, description: 'Only messages of this user.' })
  userId?: string | null

  @Field(() => MessageRole, {
    nullable: true,
    description: 'Only messages with this role, such as `ASSISTANT`.',
  })
  role?: MessageRole | null

  @Field(() => String, {
    nullable: true,
    description: 'Only messages from models of this provider, such as `openai`.',
  })
  provider?: string | null

  @Field(() => String, { nullable: true, description: 'Only messages from this model, such as `gpt-4o`.' })
  model?: string | null

  @Field(() => String, { nullable: true, description: 'Only messages with this bot, such as `support-bot`.' })
  botId?: string | null

  @Field(() => String, { nullable: true, description: 'Only messages on this channel, such as `web`.' })
  channel?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only fallbacks (true), or only messages not marked as fallback (false).',
  })
  isFallback?: boolean | null

  @Field(() => Feedback, { nullable: true, description: 'Only messages with this feedback.' })
  feedback?: Feedback | null

  @Field(() => DateRangeInput, { nullable: true, description: 'Only messages sent in this range.' })
  range?: DateRangeInput | null
}

@ArgsType()
export class MessagesArgs extends EventPageArgs {
  @Field(() => MessageFilterInput, {
    nullable: true,
    description: 'The messages to list. Default: all messages.',
  })
  filter?: MessageFilterInput | null
}
