import { Field, ID, InputType, Int } from 'type-graphql'
import { largest } from '../largest.ts'
import { Json } from '../scalars.ts'

@InputType({
  description: 'SQL over the tables of the project, or a saved query, with the values of its parameters.',
})
export class CustomQueryInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A SELECT in the dialect of ClickHouse, such as `SELECT channel, count() FROM messages GROUP BY channel`, up to ' +
      '10,000 bytes. Give exactly one of `sql` and `queryId`.',
  })
  sql?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The `id` of a saved query, as `savedQueries` lists it; then without `sql`.',
  })
  queryId?: string | null

  @Field(() => Json, {
    nullable: true,
    description:
      'The values of parameters: a list for each `?` in turn, such as `["support", "2026-01-01"]`, or an object for ' +
      'placeholders such as `{bot:String}`. Default: none, and those of the saved query.',
  })
  parameters?: unknown

  @Field(() => Int, {
    defaultValue: 10,
    description: `The time after which the query is cancelled, 1 to ${largest.sqlSeconds} seconds.`,
  })
  timeoutSeconds: number

  @Field(() => Int, {
    defaultValue: 1_000,
    description: `The most rows to return, 1 to ${largest.sqlRows.toLocaleString('en')}.`,
  })
  maxRows: number

  @Field(() => String, {
    nullable: true,
    description:
      'The time zone of `date` and of functions of time, such as `Europe/Berlin`. Default: that of the project.',
  })
  timeZone?: string | null
}
