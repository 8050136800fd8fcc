import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Where a page ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows.' })
  hasNextPage: boolean

  @Field(() => Boolean, { description: 'Whether something comes before: true on every page but the first.' })
  hasPreviousPage: boolean

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first item; null on an empty page.',
  })
  startCursor: string | null

  @Field(() => String, { nullable: true, description: 'What to send as `after` for the next page.' })
  endCursor: string | null
}
