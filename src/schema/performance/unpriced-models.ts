import { Field, ObjectType } from 'type-graphql'
import { Meta } from '../meta.ts'
import { Count, DateTime } from '../scalars.ts'
import { CallType } from '../tracking/ai-call-input.ts'

@ObjectType({ description: 'A model without a price, and what it was used for.' })
export class UnpricedModel {
  @Field(() => String, { nullable: true, description: 'Whose model; null where the calls do not say.' })
  provider: string | null

  @Field(() => String, { description: 'Which model.' })
  model: string

  @Field(() => CallType, { nullable: true, description: 'What it was called for; null for messages.' })
  callType: CallType | null

  @Field(() => Count, { description: 'Calls and messages whose cost is unknown.' })
  calls: number

  @Field(() => Count, { description: 'Their input and output tokens.' })
  tokens: number

  @Field(() => DateTime, { description: 'When the first of them happened.' })
  firstSeenAt: Date

  @Field(() => DateTime, { description: 'When the last of them happened.' })
  lastSeenAt: Date
}

@ObjectType({ description: 'Models whose cost is unknown, since they have no price for what was used.' })
export class UnpricedModels {
  @Field(() => [UnpricedModel], { description: 'Those with most calls first; at most 100.' })
  models: UnpricedModel[]

  @Field(() => Boolean, { description: 'Whether there are more than 100.' })
  hasMore: boolean

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
