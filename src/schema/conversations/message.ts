import { ArgsType, Field, Float, InputType, ObjectType } from 'type-graphql'
import { type Message as MessageEntity } from '../../entities/message.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { PageArgs } from '../page-args.ts'
import { CostSource } from '../performance/cost-source.ts'
import { Count, Decimal, JsonObject } from '../scalars.ts'
import { Fact } from '../tracking/fact.ts'
import { Feedback, MessageRole } from '../tracking/message-input.ts'

@ObjectType({ description: 'A message of a conversation, with what it took to produce it.' })
export class Message
  extends Fact
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
      | 'outputTokens'
      | 'costUsd'
      | 'costSource'
      | 'durationMs'
      | 'feedback'
      | 'properties'
    >
{
  @Field(() => String, { description: 'The conversation it belongs to.' })
  conversationId: string

  @Field(() => String, { nullable: true, description: 'The bot or assistant involved.' })
  botId: string | null

  @Field(() => MessageRole, { description: 'Who speaks.' })
  role: MessageRole

  @Field(() => String, { nullable: true, description: 'Whose model answered, such as `openai`.' })
  provider: string | null

  @Field(() => String, { nullable: true, description: 'Which model answered, such as `gpt-4o`.' })
  model: string | null

  @Field(() => Count, {
    nullable: true,
    description: 'Input tokens that the provider had not cached; those that it had are in `cachedTokens`.',
  })
  inputTokens: number | null

  @Field(() => Count, { nullable: true, description: 'Input tokens that the provider had cached.' })
  cachedTokens: number | null

  @Field(() => Count, { nullable: true, description: 'Tokens that came out.' })
  outputTokens: number | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'What it cost, in US dollars, such as `"0.00725"`; null when that is not known.',
  })
  costUsd: string | null

  @Field(() => CostSource, {
    nullable: true,
    description: 'Where the cost comes from; null when neither a cost nor a model was sent.',
  })
  costSource: CostSource | null

  @Field(() => Float, {
    name: 'responseTimeMs',
    nullable: true,
    description: 'How long the answer took, in milliseconds.',
  })
  durationMs: number | null

  @Field(() => Feedback, { nullable: true, description: 'What the user thought of it.' })
  feedback: Feedback | null

  @Field(() => JsonObject, { nullable: true, description: 'What else was sent with it.' })
  properties: Record<string, unknown> | null
}

export const MessageConnection = connectionOf(Message, { article: 'A', one: 'message', many: 'messages' })

@InputType({ description: 'Which messages to list; all conditions hold together.' })
export class MessageFilterInput {
  @Field(() => String, { nullable: true, description: 'Only messages of this conversation.' })
  conversationId?: string | null

  @Field(() => String, { nullable: true, description: 'Only messages of this user.' })
  userId?: string | null

  @Field(() => MessageRole, { nullable: true, description: 'Only what these said, such as `ASSISTANT`.' })
  role?: MessageRole | null

  @Field(() => String, { nullable: true, description: 'Only answers of models of this provider.' })
  provider?: string | null

  @Field(() => String, { nullable: true, description: 'Only answers of this model.' })
  model?: string | null

  @Field(() => String, { nullable: true, description: 'Only messages that involve this bot.' })
  botId?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only fallbacks, or with false only messages not marked as one.',
  })
  isFallback?: boolean | null

  @Field(() => Feedback, { nullable: true, description: 'Only messages that got this feedback.' })
  feedback?: Feedback | null

  @Field(() => DateRangeInput, { nullable: true, description: 'Only messages sent in this range.' })
  range?: DateRangeInput | null
}

@ArgsType()
export class MessagesArgs extends PageArgs {
  @Field(() => MessageFilterInput, { nullable: true, description: 'Which messages. Default: all.' })
  filter?: MessageFilterInput | null
}
