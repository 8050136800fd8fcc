import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The cursors of a page, and whether further pages come before and after.' })
export class PageInfo {
  @Field(() => Boolean, {
    description: 'Whether items follow this page: true on every page that ends at a cursor (`before`).',
  })
  hasNextPage: boolean

  @Field(() => Boolean, {
    description: 'Whether items precede this page: true on every page that begins at a cursor (`after`).',
  })
  hasPreviousPage: boolean

  @Field(() => String, {
    nullable: true,
    description:
      'The cursor of the first item, to send as `before` for the previous page; null on an empty page.',
  })
  startCursor: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last item, to send as `after` for the next page; null on an empty page.',
  })
  endCursor: string | null
}
