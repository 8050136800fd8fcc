import { Field, InputType } from 'type-graphql'
import { decimalOf, mostTokens, wholeOf } from '../../checks/number.ts'
import { Rejection } from '../../checks/rejection.ts'
import { textOf } from '../../checks/text.ts'
import { type EventRow } from '../../entities/event-columns.ts'
import { Count, Decimal } from '../../schema/scalars.ts'
import { type Unreadable } from '../../schema/unreadable.ts'
import { KindInput } from './every-kind.ts'
import { ServiceTier, serviceTierOf } from './service-tier.ts'

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

  @Field(() => Count, {
    nullable: true,
    description:
      'The input tokens, 0 or more, such as `1200`. Leave them out if the provider did not report them: the cost is ' +
      'then a lower bound or not known, while 0 costs nothing.',
  })
  inputTokens?: number | Unreadable | null

  @Field(() => Count, {
    nullable: true,
    description: 'The output tokens, 0 or more, such as `350`. Leave them out if they were not reported.',
  })
  outputTokens?: number | Unreadable | null

  @Field(() => Count, {
    nullable: true,
    description: 'The input tokens that the provider read from its cache, 0 or more, such as `1024`.',
  })
  cachedTokens?: number | Unreadable | null

  @Field(() => Count, {
    nullable: true,
    description: 'The input tokens that the provider wrote into its cache, 0 or more, such as `2048`.',
  })
  cacheWriteTokens?: number | Unreadable | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description:
      'Whether `inputTokens` includes `cachedTokens` and `cacheWriteTokens`: true as OpenAI and Google count, false as ' +
      'Anthropic and Amazon Bedrock count. A null is the default.',
  })
  inputIncludesCached?: boolean | null

  @Field(() => Count, {
    nullable: true,
    description: 'The part of `outputTokens` that the model spent on reasoning, such as `128`.',
  })
  reasoningTokens?: number | Unreadable | null

  @Field(() => Count, { nullable: true, description: 'The part of the input that is audio, such as `600`.' })
  audioInputTokens?: number | Unreadable | null

  @Field(() => Count, {
    nullable: true,
    description: 'The part of `outputTokens` that is audio, such as `400`.',
  })
  audioOutputTokens?: number | Unreadable | null

  @Field(() => ServiceTier, {
    nullable: true,
    description:
      'The rate at which the provider billed the use, such as `BATCH`. Default: the property `service_tier`, as ' +
      'providers return it, such as `"flex"`; without one, `STANDARD`.',
  })
  serviceTier?: ServiceTier | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The cost in US dollars. Default: computed from the price that is valid at the time.',
  })
  costUsd?: string | Unreadable | null
}

/**
 * The columns of a model's use, checked. Input that the provider read from its cache, wrote into its cache, or neither is
 * stored apart, whichever way the sender counts.
 * @throws Rejection naming the field that is wrong
 */
export function modelUsage(input: ModelUsageInput): Partial<EventRow> {
  const cost = decimalOf(input.costUsd, 'costUsd')
  return {
    provider: textOf(input.provider, 'provider', 100),
    model: textOf(input.model, 'model', 100),
    ...inputColumns(input),
    ...outputColumns(input),
    service_tier: serviceTierOf(input.serviceTier, input.properties),
    cost_usd: cost,
    cost_source: cost === null ? null : 'PROVIDED',
  }
}

const tokens = (value: ModelUsageInput['inputTokens'], field: string) => wholeOf(value, field, 0, mostTokens)

function inputColumns(input: ModelUsageInput): Partial<EventRow> {
  const sent = tokens(input.inputTokens, 'inputTokens')
  const cached = tokens(input.cachedTokens, 'cachedTokens')
  const written = tokens(input.cacheWriteTokens, 'cacheWriteTokens')
  const audio = tokens(input.audioInputTokens, 'audioInputTokens')
  const apart = (cached ?? 0) + (written ?? 0)
  const isApart = input.inputIncludesCached === false
  if (!isApart) checkPart(apart, sent, cached ? 'cachedTokens' : 'cacheWriteTokens', partsOfInput)
  if (sent !== null) checkPart(audio, isApart ? sent + apart : sent, 'audioInputTokens', partsOfInput)
  return {
    input_tokens: sent === null || isApart ? sent : sent - apart,
    cached_tokens: cached,
    cache_write_tokens: written,
    audio_input_tokens: audio,
  }
}

const partsOfInput =
  'Of the input tokens, cachedTokens, cacheWriteTokens and audioInputTokens are parts, unless inputIncludesCached is ' +
  'false: then inputTokens must not include cachedTokens and cacheWriteTokens.'

function outputColumns(input: ModelUsageInput): Partial<EventRow> {
  const sent = tokens(input.outputTokens, 'outputTokens')
  const reasoning = tokens(input.reasoningTokens, 'reasoningTokens')
  const audio = tokens(input.audioOutputTokens, 'audioOutputTokens')
  checkPart(reasoning, sent, 'reasoningTokens', partsOfOutput)
  checkPart((reasoning ?? 0) + (audio ?? 0), sent, 'audioOutputTokens', partsOfOutput)
  return { output_tokens: sent, reasoning_tokens: reasoning, audio_output_tokens: audio }
}

const partsOfOutput =
  'outputTokens includes reasoningTokens and audioOutputTokens. Add them to outputTokens if your provider counts them apart.'

/** @throws Rejection if a part is larger than the whole; a whole that was not reported may have any part */
function checkPart(part: number | null, whole: number | null, field: string, rule: string): void {
  if (part === null || whole === null || part <= whole) return
  throw new Rejection('OUT_OF_RANGE', field, `${field} is too large. ${rule}`)
}
