import { Field, InputType, registerEnumType } from 'type-graphql'

export enum Dimension {
  EVENT = 'EVENT',
  KIND = 'KIND',
  CHANNEL = 'CHANNEL',
  BOT = 'BOT',
  PROVIDER = 'PROVIDER',
  MODEL = 'MODEL',
  CALL_TYPE = 'CALL_TYPE',
  ROLE = 'ROLE',
  ENDPOINT = 'ENDPOINT',
  METHOD = 'METHOD',
  STATUS_CODE = 'STATUS_CODE',
  ERROR_CLASS = 'ERROR_CLASS',
  COST_SOURCE = 'COST_SOURCE',
  FEEDBACK = 'FEEDBACK',
  CONVERSATION_STATUS = 'CONVERSATION_STATUS',
  BROWSER = 'BROWSER',
  OS = 'OS',
  DEVICE = 'DEVICE',
  LANGUAGE = 'LANGUAGE',
  COUNTRY = 'COUNTRY',
}

/** Each dimension in the words of the person who asks. */
export const dimensions = {
  EVENT: { description: 'The name: of an event, of an activity, of a metric.' },
  KIND: {
    description: '`event`, `activity`, `conversation`, `message`, `ai_call`, `api_call`, `system_metric`.',
  },
  CHANNEL: { description: 'Where it happened, such as `web`.' },
  BOT: { description: 'The bot or assistant involved.' },
  PROVIDER: { description: 'Whose model, such as `openai`.' },
  MODEL: { description: 'Which model, such as `gpt-4o`.' },
  CALL_TYPE: { description: 'What the model was called for, such as `COMPLETION`.' },
  ROLE: { description: 'Who spoke: `USER`, `ASSISTANT`, `SYSTEM`, `TOOL`.' },
  ENDPOINT: { description: 'The route of an API call.' },
  METHOD: { description: 'The HTTP method of an API call.' },
  STATUS_CODE: { description: 'The HTTP status of an API call.' },
  ERROR_CLASS: { description: 'Why a model call failed, such as `rate_limit`.' },
  COST_SOURCE: { description: 'How its cost is known: `PROVIDED`, `COMPUTED`, `UNKNOWN`.' },
  FEEDBACK: { description: 'What the user thought of a message: `POSITIVE`, `NEGATIVE`.' },
  CONVERSATION_STATUS: {
    description: 'What a change of a conversation made it: `ACTIVE`, `COMPLETED`, `ABANDONED`, `ESCALATED`.',
  },
  BROWSER: { description: 'The browser of an activity, such as `Firefox`.' },
  OS: { description: 'The operating system of an activity, such as `Android`.' },
  DEVICE: { description: '`desktop`, `mobile`, `tablet`, `tv`, `bot`.' },
  LANGUAGE: { description: 'The property `language`, where it was given.' },
  COUNTRY: { description: 'The property `country`, where it was given.' },
} satisfies Record<Dimension, { description: string }>

registerEnumType(Dimension, {
  name: 'Dimension',
  description: 'What facts can be told apart by.',
  valuesConfig: dimensions,
})

export enum FilterOperator {
  IS = 'IS',
  IS_NOT = 'IS_NOT',
  CONTAINS = 'CONTAINS',
  NOT_CONTAINS = 'NOT_CONTAINS',
  IS_SET = 'IS_SET',
  IS_NOT_SET = 'IS_NOT_SET',
  GREATER_THAN = 'GREATER_THAN',
  GREATER_OR_EQUAL = 'GREATER_OR_EQUAL',
  LESS_THAN = 'LESS_THAN',
  LESS_OR_EQUAL = 'LESS_OR_EQUAL',
  MATCHES = 'MATCHES',
  NOT_MATCHES = 'NOT_MATCHES',
}

registerEnumType(FilterOperator, {
  name: 'FilterOperator',
  description: 'How a value is compared. What was never given is like an empty text.',
  valuesConfig: {
    IS: { description: 'It is one of the values.' },
    IS_NOT: { description: 'It is none of the values; also true when it was not given.' },
    CONTAINS: { description: 'It contains one of the values, in upper or lower case.' },
    NOT_CONTAINS: { description: 'It contains none of the values; also true when it was not given.' },
    IS_SET: { description: 'It was given.' },
    IS_NOT_SET: { description: 'It was not given.' },
    GREATER_THAN: { description: 'It is a number above the one value.' },
    GREATER_OR_EQUAL: { description: 'It is a number, the one value or above.' },
    LESS_THAN: { description: 'It is a number below the one value.' },
    LESS_OR_EQUAL: { description: 'It is a number, the one value or below.' },
    MATCHES: {
      description:
        'The regular expression that is the one value (RE2, up to 200 characters) is found in it: `^pro`, `(?i)pro`.',
    },
    NOT_MATCHES: {
      description: 'The regular expression is not found in it; also true when it was not given.',
    },
  },
})

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
