import { Field, InputType } from 'type-graphql'
import { ActivityInput } from './activity-input.ts'
import { AiCallInput } from './ai-call-input.ts'
import { ApiCallInput } from './api-call-input.ts'
import { ConversationInput } from './conversation-input.ts'
import { EventInput } from './event-input.ts'
import { MessageInput } from './message-input.ts'
import { SystemMetricInput } from './system-metric-input.ts'

@InputType({ description: 'A fact of any kind: exactly one of these.' })
export class AnyFactInput {
  @Field(() => EventInput, { nullable: true, description: 'Something that happened on the platform.' })
  event?: EventInput | null

  @Field(() => ActivityInput, { nullable: true, description: 'What a user did with their account.' })
  activity?: ActivityInput | null

  @Field(() => ConversationInput, { nullable: true, description: 'A change of a conversation.' })
  conversation?: ConversationInput | null

  @Field(() => MessageInput, { nullable: true, description: 'A message of a conversation.' })
  message?: MessageInput | null

  @Field(() => AiCallInput, { nullable: true, description: 'A request to a language model.' })
  aiCall?: AiCallInput | null

  @Field(() => ApiCallInput, { nullable: true, description: 'A request to an HTTP endpoint.' })
  apiCall?: ApiCallInput | null

  @Field(() => SystemMetricInput, { nullable: true, description: 'A measured value.' })
  systemMetric?: SystemMetricInput | null
}

@InputType({ description: 'A batch of facts of any kinds.' })
export class TrackInput {
  @Field(() => [AnyFactInput], { description: '1 to 1,000 facts. Each is answered for itself.' })
  facts: AnyFactInput[]
}
