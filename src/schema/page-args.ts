import { ArgsType, Field, Int } from 'type-graphql'

/** The page of a list: its size, and the cursor that it follows. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 50, description: 'The number of items per page, 1 to 100.' })
  first: number

  @Field(() => String, {
    nullable: true,
    description: 'The `endCursor` of the previous page. Default: the first page.',
  })
  after?: string | null
}
