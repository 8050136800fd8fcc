import { Field, Int, ObjectType } from 'type-graphql'
import { QueryColumn } from './custom-query-result.ts'
import { QueryParameter } from './saved-query.ts'

@ObjectType({ description: 'An error in the SQL of a custom query.' })
export class QueryError {
  @Field(() => String, { description: 'The code, as in the errors of `query`: such as `SQL_NOT_ALLOWED`.' })
  code: string

  @Field(() => String, { description: 'A sentence that says what is wrong.' })
  message: string

  @Field(() => Int, {
    nullable: true,
    description: 'The line of a syntax error, from 1; null for other errors.',
  })
  line: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The column of a syntax error in its line, from 1; null for other errors.',
  })
  column: number | null
}

@ObjectType({
  description:
    'The errors of a custom query, and the columns of its answer, as they are known before it runs.',
})
export class QueryValidation {
  @Field(() => [QueryError], { description: 'The errors in the SQL; empty if it can run.' })
  errors: QueryError[]

  @Field(() => [QueryColumn], { description: 'The columns of the answer; empty if the SQL cannot run.' })
  columns: QueryColumn[]

  @Field(() => [String], { description: 'The tables that the SQL reads, such as `["messages"]`, sorted.' })
  tables: string[]

  @Field(() => [QueryParameter], { description: 'The placeholders of the SQL, in their order.' })
  parameters: QueryParameter[]
}
