import { Field, Float, Int, ObjectType } from 'type-graphql'
import { Meta } from '../meta.ts'
import { Count, Json } from '../scalars.ts'

@ObjectType({ description: 'A column of the answer to a custom query.' })
export class QueryColumn {
  @Field(() => String, { description: 'The name or alias of the column, such as `total`.' })
  name: string

  @Field(() => String, {
    description: 'The type in ClickHouse, such as `UInt64` or `Nullable(String)`.',
  })
  type: string
}

@ObjectType({ description: 'The rows that a custom query returned.' })
export class CustomQueryResult {
  @Field(() => [QueryColumn], { description: 'The columns, in the order of the values of a row.' })
  columns: QueryColumn[]

  @Field(() => [[Json]], {
    nullable: 'items',
    description:
      'The rows, each a list of values in the order of `columns`, such as `[["web", 12]]`. A decimal number, and a whole ' +
      'number beyond 2^53, is text; a time is RFC 3339 in UTC; NaN and infinity are null.',
  })
  rows: unknown[][]

  @Field(() => Int, { description: 'The number of rows in `rows`, such as 100.' })
  rowsReturned: number

  @Field(() => Boolean, { description: 'Whether there are more rows than `maxRows`, which are left out.' })
  truncated: boolean

  @Field(() => Float, {
    description: 'The time from the start of the query to its last row, in milliseconds, such as 12.5.',
  })
  executionTimeMs: number

  @Field(() => Count, { description: 'The number of stored rows that ClickHouse read, such as 120000.' })
  rowsRead: number

  @Field(() => Count, {
    description: 'The size of the values that ClickHouse read, in bytes, such as 960000.',
  })
  bytesRead: number

  @Field(() => Meta, {
    description: 'The time of the answer: events received before its watermark are in it.',
  })
  meta: Meta
}
