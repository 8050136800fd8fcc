import { Field, ObjectType } from 'type-graphql'
import { CallType } from '../../ingest/kinds/ai-call.ts'
import { ServiceTier } from '../../ingest/kinds/service-tier.ts'
import { Meta } from '../meta.ts'
import { Count, DateTime } from '../scalars.ts'

@ObjectType({ description: 'A model with uses of unknown cost.' })
export class UnpricedModel {
  @Field(() => String, {
    nullable: true,
    description: 'The provider of the model, such as `openai`; null if the calls do not name it.',
  })
  provider: string | null

  @Field(() => String, { description: 'The model, such as `gpt-4o`.' })
  model: string

  @Field(() => CallType, {
    nullable: true,
    description: 'The purpose of the AI calls, such as `COMPLETION`; null for messages.',
  })
  callType: CallType | null

  @Field(() => ServiceTier, {
    nullable: true,
    description: 'The rate of the calls, such as `BATCH`, which may have no price; null for the usual rate.',
  })
  serviceTier: ServiceTier | null

  @Field(() => Count, { description: 'The number of AI calls and messages with unknown cost.' })
  calls: number

  @Field(() => Count, {
    description:
      'Those of the calls that reported no tokens. Their cost stays unknown when the model gets a price.',
  })
  callsWithoutUsage: number

  @Field(() => Count, { description: 'The input, cached and output tokens of these calls.' })
  tokens: number

  @Field(() => DateTime, { description: 'The instant of the earliest of these calls in the range.' })
  firstSeenAt: Date

  @Field(() => DateTime, { description: 'The instant of the latest of these calls in the range.' })
  lastSeenAt: Date
}

@ObjectType({
  description:
    'Models with uses whose cost is unknown, because the model has no price for the tokens, or no tokens were reported.',
})
export class UnpricedModels {
  @Field(() => [UnpricedModel], { description: 'The models with the most calls first; at most 100.' })
  models: UnpricedModel[]

  @Field(() => Boolean, { description: 'Whether there are more models than the 100 that are listed.' })
  hasMore: boolean

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
