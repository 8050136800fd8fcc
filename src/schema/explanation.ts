import { Field, Float, ObjectType } from 'type-graphql'
import { Count, JsonObject } from './scalars.ts'

@ObjectType({ description: 'A table that a statement reads, as ClickHouse plans it.' })
export class ExplainedTable {
  @Field(() => String, { description: 'The name of the table, such as `events`.' })
  table: string

  @Field(() => Count, {
    description: 'The parts (folders of sorted rows) that ClickHouse opens, for example 3.',
  })
  parts: number

  @Field(() => Count, {
    description: 'The rows that the plan expects to read, in whole blocks of about 8,192 rows.',
  })
  estimatedRows: number
}

@ObjectType({
  description: 'A statement that ClickHouse ran for a question, and the work that it took.',
})
export class ExplainedStatement {
  @Field(() => String, {
    description: 'The name of the statement in ClickHouse’s query log, such as `funnel`.',
  })
  name: string

  @Field(() => String, { description: 'The SQL, with a placeholder `{name:Type}` for each value.' })
  sql: string

  @Field(() => JsonObject, { description: 'The value of each placeholder, such as `{"p1": "default"}`.' })
  parameters: Record<string, unknown>

  @Field(() => [ExplainedTable], {
    description: 'The tables that ClickHouse plans to read, with the rows that it expects in each.',
  })
  tables: ExplainedTable[]

  @Field(() => Count, {
    description: 'The rows that ClickHouse in fact read, summed over all tables; for example 8192.',
  })
  readRows: number

  @Field(() => Count, {
    description: 'The bytes that ClickHouse in fact read, before compression; for example 65536.',
  })
  readBytes: number

  @Field(() => Float, { description: 'The time that the statement took in ClickHouse, in milliseconds.' })
  elapsedMs: number
}

@ObjectType({
  description:
    'How the numbers of a question were computed. Lists and parts that are computed after the numbers are not in it.',
})
export class Explanation {
  @Field(() => Float, { description: 'The cost of the whole request in points, such as 58.' })
  cost: number

  @Field(() => [ExplainedStatement], {
    description:
      'The statements in the order in which they ended. Questions of one request may share a statement.',
  })
  statements: ExplainedStatement[]
}
