import { Field, InputType } from 'type-graphql'
import { describedEnum, type EnumOf } from './described-enum.ts'

/** Each dimension in the words of the person who asks. */
export const dimensions = {
  EVENT: 'The name: of an event, of an activity, of a metric.',
  KIND: '`event`, `activity`, `conversation`, `message`, `ai_call`, `api_call`, `system_metric`.',
  CHANNEL: 'Where it happened, such as `web`.',
  BOT: 'The bot or assistant involved.',
  PROVIDER: 'Whose model, such as `openai`.',
  MODEL: 'Which model, such as `gpt-4o`.',
  CALL_TYPE: 'What the model was called for, such as `COMPLETION`.',
  ROLE: 'Who spoke: `USER`, `ASSISTANT`, `SYSTEM`, `TOOL`.',
  ENDPOINT: 'The route of an API call.',
  METHOD: 'The HTTP method of an API call.',
  STATUS_CODE: 'The HTTP status of an API call.',
  ERROR_CLASS: 'Why a model call failed, such as `rate_limit`.',
  COST_SOURCE: 'How its cost is known: `PROVIDED`, `COMPUTED`, `UNKNOWN`.',
  FEEDBACK: 'What the user thought of a message: `POSITIVE`, `NEGATIVE`.',
  CONVERSATION_STATUS:
    'What a change of a conversation made it: `ACTIVE`, `COMPLETED`, `ABANDONED`, `ESCALATED`.',
  BROWSER: 'The browser of an activity, such as `Firefox`.',
  OS: 'The operating system of an activity, such as `Android`.',
  DEVICE: '`desktop`, `mobile`, `tablet`, `tv`, `bot`.',
  LANGUAGE: 'The property `language`, where it was given.',
  COUNTRY: 'The property `country`, where it was given.',
}

export const Dimension = describedEnum('Dimension', 'What facts can be told apart by.', dimensions)
export type Dimension = EnumOf<typeof Dimension>

export const FilterOperator = describedEnum(
  'FilterOperator',
  'How a value is compared. What was never given is like an empty text.',
  {
    IS: 'It is one of the values.',
    IS_NOT: 'It is none of the values; also true when it was not given.',
    CONTAINS: 'It contains one of the values, in upper or lower case.',
    NOT_CONTAINS: 'It contains none of the values; also true when it was not given.',
    IS_SET: 'It was given.',
    IS_NOT_SET: 'It was not given.',
    GREATER_THAN: 'It is a number above the one value.',
    GREATER_OR_EQUAL: 'It is a number, the one value or above.',
    LESS_THAN: 'It is a number below the one value.',
    LESS_OR_EQUAL: 'It is a number, the one value or below.',
    MATCHES:
      'The regular expression that is the one value (RE2, up to 200 characters) is found in it: `^pro`, `(?i)pro`.',
    NOT_MATCHES: 'The regular expression is not found in it; also true when it was not given.',
  },
)
export type FilterOperator = EnumOf<typeof FilterOperator>

@InputType({
  description:
    'Which facts count. Exactly one of `dimension`, `property`, `trait`, `and`, `or`, `not`: ' +
    '`{ dimension: CHANNEL, values: ["web"] }`.',
})
export class FilterInput {
  @Field(() => Dimension, { nullable: true, description: 'Compare a dimension.' })
  dimension?: Dimension | null

  @Field(() => String, {
    nullable: true,
    description: 'Compare a property by its key, such as `plan`; `address.city` is `city` inside `address`.',
  })
  property?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'Compare a trait of the user, as last identified, by its key, such as `plan`; `address.city` is `city` inside `address`.',
  })
  trait?: string | null

  @Field(() => FilterOperator, { defaultValue: FilterOperator.IS, description: 'How to compare.' })
  operator: FilterOperator

  @Field(() => [String], {
    nullable: true,
    description: '1 to 100 values to compare with; one for numbers and regular expressions.',
  })
  values?: string[] | null

  @Field(() => [FilterInput], { nullable: true, description: 'All of these hold.' })
  and?: FilterInput[] | null

  @Field(() => [FilterInput], { nullable: true, description: 'At least one of these holds.' })
  or?: FilterInput[] | null

  @Field(() => FilterInput, { nullable: true, description: 'This does not hold.' })
  not?: FilterInput | null
}
