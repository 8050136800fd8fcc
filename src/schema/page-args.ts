import { ArgsType, Field, Int } from 'type-graphql'

/** The size of a page that names none. */
const usualSize = 50

/** The page of a list: its size, its direction, and the cursors between which it lies. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      'The number of items of a page that is read forward: 1 to 1,000, or to 100 in a list within an answer. Default: 50.',
  })
  first?: number | null

  @Field(() => String, {
    nullable: true,
    description: 'The `endCursor` of the previous page. Default: the first page.',
  })
  after?: string | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of items of a page that is read backward, with the limits of `first`. The items keep the order of the ' +
      'list. Cannot be combined with `first`.',
  })
  last?: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'The `startCursor` of the next page, with `last`. With `first`, the page ends before it. Default: the end of the list.',
  })
  before?: string | null
}

/** The number of items that a page asks for. */
export const pageSizeOf = ({ first, last }: PageArgs): number => last ?? first ?? usualSize
