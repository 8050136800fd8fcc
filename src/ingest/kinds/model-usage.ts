import { Field, InputType } from 'type-graphql'
import { decimalOf, mostTokens, wholeOf } from '../../checks/number.ts'
import { Rejection } from '../../checks/rejection.ts'
import { textOf } from '../../checks/text.ts'
import { type EventRow } from '../../entities/event-columns.ts'
import { Count, Decimal } from '../../schema/scalars.ts'
import { type Unreadable } from '../../schema/unreadable.ts'
import { KindInput } from './every-kind.ts'

/** The fields of an event that used a language model. */
@InputType()
export class ModelUsageInput extends KindInput {
  @Field(() => String, {
    nullable: true,
    description: 'The provider of the model, up to 100 characters, such as `openai`.',
  })
  provider?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The model, up to 100 characters, such as `gpt-4o`.',
  })
  model?: string | null

  @Field(() => Count, { nullable: true, description: 'The input tokens, 0 or more.' })
  inputTokens?: number | Unreadable | null

  @Field(() => Count, { nullable: true, description: 'The output tokens, 0 or more.' })
  outputTokens?: number | Unreadable | null

  @Field(() => Count, {
    nullable: true,
    description: 'The input tokens that the provider had cached, 0 or more.',
  })
  cachedTokens?: number | Unreadable | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description:
      'Whether `inputTokens` includes `cachedTokens`, as most providers count. A null is the default.',
  })
  inputIncludesCached?: boolean | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The cost in US dollars. Default: computed from the price that is valid at the time.',
  })
  costUsd?: string | Unreadable | null
}

/**
 * The columns of a model's use, checked. Uncached input, cached input and output are stored apart, whichever way the
 * sender counts.
 * @throws Rejection naming the field that is wrong
 */
export function modelUsage(input: ModelUsageInput): Partial<EventRow> {
  const cached = tokens(input.cachedTokens, 'cachedTokens')
  const sent = tokens(input.inputTokens, 'inputTokens')
  const cost = decimalOf(input.costUsd, 'costUsd')
  return {
    provider: textOf(input.provider, 'provider', 100),
    model: textOf(input.model, 'model', 100),
    input_tokens: input.inputIncludesCached === false ? sent : uncached(sent, cached),
    output_tokens: tokens(input.outputTokens, 'outputTokens'),
    cached_tokens: cached,
    cost_usd: cost,
    cost_source: cost === null ? null : 'PROVIDED',
  }
}

const tokens = (value: ModelUsageInput['inputTokens'], field: string) => wholeOf(value, field, 0, mostTokens)

function uncached(sent: number | null, cached: number | null): number | null {
  if (sent === null || cached === null) return sent
  if (cached > sent)
    throw new Rejection(
      'OUT_OF_RANGE',
      'cachedTokens',
      'cachedTokens must not exceed inputTokens, which includes cachedTokens unless inputIncludesCached is false.',
    )
  return sent - cached
}
