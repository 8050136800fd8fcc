import { Field, InputType } from 'type-graphql'
import { kinds } from '../ingest/kinds/index.ts'
import { type Kind, publicNameOf } from '../ingest/kinds/kind.ts'
import { describedEnum, type EnumOf } from './described-enum.ts'
import { FilterValue, type FilterValueOf } from './filter-value.ts'

/** The dimensions with their descriptions, which the catalog lists as well. */
export const dimensions = {
  EVENT: 'The name of the event, activity or system metric, such as `signup`.',
  KIND: `The kind of the event: ${Object.values(kinds)
    .map((kind: Kind) => `\`${publicNameOf(kind)}\``)
    .join(', ')}.`,
  CHANNEL: 'The channel, such as `web`.',
  BOT: 'The bot or assistant, such as `support-bot`.',
  PROVIDER: 'The provider of the model, such as `openai`.',
  MODEL: 'The model, such as `gpt-4o`.',
  CALL_TYPE: 'The purpose of an AI call, such as `COMPLETION`.',
  ROLE: 'The speaker of a message: `USER`, `ASSISTANT`, `SYSTEM`, `TOOL`.',
  ENDPOINT: 'The route of an API call, such as `/v1/chats/:id`.',
  METHOD: 'The HTTP method of an API call, such as `GET`.',
  STATUS_CODE: 'The HTTP status of an API call, such as `500`; missing if the call got no answer.',
  SUCCESS: 'Whether an AI call or an API call succeeded: `true`, `false`.',
  CACHE_HIT:
    'Whether your own cache answered an AI call: `true`, `false`; missing if the call does not say it.',
  ERROR_CLASS: 'The error class of a failed AI call, such as `rate_limit`.',
  SERVICE_TIER:
    'The rate of a use of a model, if the event says it: `STANDARD`, `BATCH`, `FLEX`, `PRIORITY`.',
  COST_SOURCE: 'The source of the cost: `PROVIDED`, `COMPUTED`, `LOWER_BOUND`, `UNKNOWN`.',
  FEEDBACK: 'The feedback of the user on a message: `POSITIVE`, `NEGATIVE`.',
  CONVERSATION_STATUS:
    'The status that a conversation change sets: `ACTIVE`, `COMPLETED`, `ABANDONED`, `ESCALATED`.',
  BROWSER: 'The browser of an activity, such as `Firefox`.',
  OS: 'The operating system of an activity, such as `Android`.',
  DEVICE: 'The device type of an activity: `desktop`, `mobile`, `tablet`, `tv`, `bot`.',
  LANGUAGE: 'The property `language`, if the event has it.',
  COUNTRY: 'The property `country`, if the event has it.',
}

export const Dimension = describedEnum(
  'Dimension',
  'A dimension of events, to filter or break down by.',
  dimensions,
)
export type Dimension = EnumOf<typeof Dimension>

export const FilterOperator = describedEnum(
  'FilterOperator',
  'The comparison of a value with those of a filter. A missing value is compared as an empty text. A list is compared ' +
    'item by item: `["vip", "beta"]` IS `vip`.',
  {
    IS: 'The value equals one of the given values exactly, including upper and lower case.',
    IS_NOT: 'The value is none of the given values, or missing.',
    CONTAINS:
      'The value contains one of the given values, ignoring case: a text as a part, a list as an item.',
    NOT_CONTAINS: 'The value contains none of the given values, ignoring case, or is missing.',
    IS_SET: 'The event has such a value, and it is not empty.',
    IS_NOT_SET: 'The event has no such value, or an empty one.',
    GREATER_THAN: 'The value is a number above the given one: `6` passes `5`, and `5` does not.',
    GREATER_OR_EQUAL: 'The value is a number at or above the given one: `5` and `6` pass `5`.',
    LESS_THAN: 'The value is a number below the given one: `4` passes `5`, and `5` does not.',
    LESS_OR_EQUAL: 'The value is a number at or below the given one: `4` and `5` pass `5`.',
    MATCHES:
      'The value matches the given regular expression (RE2, up to 200 characters) somewhere: `^pro`, `(?i)pro`.',
    NOT_MATCHES: 'The value does not match the given regular expression, or is missing.',
  },
)
export type FilterOperator = EnumOf<typeof FilterOperator>

@InputType({
  description:
    'A condition on events. Exactly one of `dimension`, `property`, `trait`, `and`, `or`, `not`: `{ dimension: ' +
    'CHANNEL, values: ["web"] }`.',
})
export class FilterInput {
  @Field(() => Dimension, { nullable: true, description: 'The dimension to compare, such as `CHANNEL`.' })
  dimension?: Dimension | null

  @Field(() => String, {
    nullable: true,
    description:
      'The key of the event property to compare, such as `plan`; `address.city` is `city` inside `address`, ' +
      '`items[*].sku` the list of `sku` of each object in `items`.',
  })
  property?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The key of the user trait to compare, such as `plan`; `address.city` is `city` inside `address`. The current ' +
      'value counts, also for earlier events.',
  })
  trait?: string | null

  @Field(() => FilterOperator, {
    defaultValue: FilterOperator.IS,
    description: 'The comparison, such as `CONTAINS`.',
  })
  operator: FilterOperator

  @Field(() => [FilterValue], {
    nullable: true,
    description:
      '1 to 100 values to compare with, such as `["web"]`, `[500]` or `[ASSISTANT]`; exactly one for `GREATER_…`, ' +
      '`LESS_…` and `MATCHES`. A number is compared as a number: `10` IS `10.0`.',
  })
  values?: FilterValueOf[] | null

  @Field(() => [FilterInput], { nullable: true, description: 'All of these conditions hold.' })
  and?: FilterInput[] | null

  @Field(() => [FilterInput], { nullable: true, description: 'At least one of these conditions holds.' })
  or?: FilterInput[] | null

  @Field(() => FilterInput, { nullable: true, description: 'This condition does not hold.' })
  not?: FilterInput | null
}
