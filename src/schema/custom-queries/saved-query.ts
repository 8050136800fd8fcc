import { Field, InputType, ObjectType } from 'type-graphql'
import { Json } from '../scalars.ts'

@InputType({ description: 'A parameter of a saved query. Its type stands in the SQL, as in `{bot:String}`.' })
export class QueryParameterInput {
  @Field(() => String, { description: 'The name of the placeholder, such as `bot`.' })
  name: string

  @Field(() => Json, {
    nullable: true,
    description: 'The value where none is given, such as `"support"`. Default: a value must be given.',
  })
  default?: unknown

  @Field(() => String, {
    nullable: true,
    description: 'A note on the values for people, such as `The bot to look at`, up to 1,000 characters.',
  })
  description?: string | null
}

@InputType({ description: 'The SQL to save, and what is said of its parameters.' })
export class SavedQueryInput {
  @Field(() => String, {
    description:
      'A SELECT with placeholders, such as `SELECT count() FROM messages WHERE bot_id = {bot:String}`, up to 10,000 bytes.',
  })
  sql: string

  @Field(() => [QueryParameterInput], {
    defaultValue: [],
    description: 'Defaults and notes of placeholders; one that is not listed has neither. At most 50.',
  })
  parameters: QueryParameterInput[]
}

@ObjectType({ description: 'A placeholder in the SQL of a saved query, with its type and its default.' })
export class QueryParameter {
  @Field(() => String, {
    description: 'The text before the colon of the placeholder: `bot` of `{bot:String}`.',
  })
  name: string

  @Field(() => String, { description: 'The type in ClickHouse, as in `{bot:String}`: `String`.' })
  type: string

  @Field(() => Json, {
    nullable: true,
    description: 'The value where none is given, such as `"support"`; null if there is none.',
  })
  default: unknown

  @Field(() => Boolean, { description: 'Whether a value must be given, because there is no default.' })
  isRequired: boolean

  @Field(() => String, {
    nullable: true,
    description: 'The purpose of the values, such as `The bot to look at`; null if nothing was noted.',
  })
  description: string | null
}
