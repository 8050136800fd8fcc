import { Field, ID, InputType, Int } from 'type-graphql'
import { largest } from '../largest.ts'
import { Json } from '../scalars.ts'

@InputType({
  description: 'A saved custom query with the values of its parameters, such as `{ queryId: "7" }`.',
})
export class QueryQuestionInput {
  @Field(() => ID, { description: 'The `id` of the saved query: `createQuery` gave it.' })
  queryId: string

  @Field(() => Json, {
    nullable: true,
    description:
      'The values of its parameters by their names, such as `{"bot": "support"}`. Default: those that were saved.',
  })
  parameters?: unknown

  @Field(() => Int, {
    defaultValue: 1_000,
    description: `The most rows to return, 1 to ${largest.sqlRows.toLocaleString('en')}.`,
  })
  maxRows: number
}
