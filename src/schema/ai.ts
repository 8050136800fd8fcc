import { Field, Float, ObjectType } from 'type-graphql'
import { Meta } from './meta.ts'
import { Count, DateTime, Decimal } from './scalars.ts'

/** What can be said of any set of model calls. */
@ObjectType({ description: 'Model calls in numbers.' })
export class AiNumbers {
  @Field(() => Count, { description: 'Model calls.' })
  calls: number

  @Field(() => Count, { description: 'Calls for text.' })
  completions: number

  @Field(() => Count, { description: 'Calls for vectors.' })
  embeddings: number

  @Field(() => Count, { description: 'Calls that failed.' })
  errors: number

  @Field(() => Float, { nullable: true, description: 'Failed calls as a share of all, 0 to 1; null without calls.' })
  errorRate: number | null

  @Field(() => Count, { description: 'Calls that your own cache answered.' })
  cacheHits: number

  @Field(() => Count, { description: 'Input tokens that the provider had not cached.' })
  inputTokens: number

  @Field(() => Count, { description: 'Input tokens that the provider had cached.' })
  cachedTokens: number

  @Field(() => Count, { description: 'Output tokens.' })
  outputTokens: number

  @Field(() => Count, { description: 'All tokens: input, cached input and output.' })
  tokens: number

  @Field(() => Decimal, {
    description: 'What they cost, in US dollars; calls without a known price are not in it: see `unpricedCalls`.',
  })
  costUsd: string

  @Field(() => Decimal, { description: 'What your own cache saved, in US dollars.' })
  savedCostUsd: string

  @Field(() => Count, { description: 'Calls of a model without a price, whose cost is not known.' })
  unpricedCalls: number

  @Field(() => Float, { nullable: true, description: 'Mean duration in milliseconds; null when none was given.' })
  averageDurationMs: number | null

  @Field(() => Float, { nullable: true, description: 'Median duration in milliseconds.' })
  p50DurationMs: number | null

  @Field(() => Float, { nullable: true, description: 'The duration that 95 % stayed within, in milliseconds.' })
  p95DurationMs: number | null

  @Field(() => Float, { nullable: true, description: 'The duration that 99 % stayed within, in milliseconds.' })
  p99DurationMs: number | null

  @Field(() => Float, { nullable: true, description: 'Mean time to the first token in milliseconds.' })
  averageTimeToFirstTokenMs: number | null

  @Field(() => Float, { nullable: true, description: 'The time to the first token that 95 % stayed within.' })
  p95TimeToFirstTokenMs: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'Output tokens per second of the calls that say how long they took.',
  })
  outputTokensPerSecond: number | null
}

@ObjectType({ description: 'Model calls in one bucket of time.' })
export class AiBucket extends AiNumbers {
  @Field(() => DateTime, { description: 'When the bucket starts.' })
  timestamp: Date

  @Field(() => Boolean, { description: 'Whether it has ended and everything received since is in.' })
  isComplete: boolean
}

@ObjectType({ description: 'Model calls over a range, together and over time.' })
export class AiStats extends AiNumbers {
  @Field(() => [AiBucket], { description: 'The same in each bucket of `interval`, the empty ones included.' })
  timeline: AiBucket[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}

@ObjectType({ description: 'What one group of calls makes up.' })
export class AiGroup extends AiNumbers {
  @Field(() => String, { description: 'Whose calls these are: a model, a user, a call type, a bot. Empty when not said.' })
  group: string

  @Field(() => Float, { nullable: true, description: 'Their share of all calls in the range, 0 to 1.' })
  share: number | null
}

@ObjectType({ description: 'Model calls by group, most calls first.' })
export class AiBreakdown {
  @Field(() => [AiGroup], { description: 'The groups.' })
  groups: AiGroup[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
