import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether a next page exists.' })
  hasNextPage: boolean

  @Field(() => Boolean, { description: 'Whether a previous page exists: true on every page but the first.' })
  hasPreviousPage: boolean

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first item; null on an empty page.',
  })
  startCursor: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last item, to send as `after` for the next page; null on an empty page.',
  })
  endCursor: string | null
}
