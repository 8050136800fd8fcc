import { type EntityManager } from '@mikro-orm/postgresql'
import { badInput } from '../errors.ts'
import { type Connection } from '../schema/connection.ts'
import { largest } from '../schema/largest.ts'
import { type PageArgs } from '../schema/page-args.ts'
import { type CursorOf, decodeCursor, encodeCursor } from './cursor.ts'
import { beyond, type Conditions, cursorOf, type Listing, newestFirst, positionOf } from './listing.ts'
import { once } from './once.ts'

/**
 * A page of the things that meet the conditions, newest first, in one statement. A second statement counts all of them if
 * `totalCount` is selected.
 * @throws INVALID_PAGE_SIZE outside 1 to 100, INVALID_CURSOR
 */
export async function page<Thing extends object>(
  em: EntityManager,
  listing: Listing<Thing>,
  where: Conditions<Thing>,
  args: PageArgs,
): Promise<Connection<Thing>> {
  const onPage = { $and: [where, onward(em, listing, args)] } as Conditions<Thing>
  const found = await em.find(listing.of, onPage, {
    orderBy: newestFirst(listing),
    limit: args.first + 1,
  })
  return toPage(listing, cursorOf(em, listing), found, args, () => em.count(listing.of, where))
}

/** Checks the arguments. Returns the condition of the things after the cursor: none without a cursor. */
export function onward<Thing extends object>(
  em: EntityManager,
  listing: Listing<Thing>,
  args: PageArgs,
): Conditions<Thing> {
  checkPageSize(args)
  const { after } = args
  return after == null ? {} : beyond(em, listing, decodeCursor(cursorOf(em, listing), after))
}

/** @throws INVALID_PAGE_SIZE outside 1 to 100 */
export function checkPageSize({ first }: PageArgs): void {
  if (first < 1 || first > largest.page)
    throw badInput('INVALID_PAGE_SIZE', 'first', `first must be 1 to ${largest.page}.`)
}

/** `found` has one thing more than the page when another page follows. */
export function toPage<Thing extends object>(
  listing: Pick<Listing<Thing>, 'time' | 'number'>,
  of: CursorOf,
  found: Thing[],
  { first, after }: PageArgs,
  count: () => Promise<number>,
): Connection<Thing> {
  const nodes = found.slice(0, first)
  const edges = nodes.map(node => ({ node, cursor: encodeCursor(of, positionOf(listing, node)) }))
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: once(count),
  }
}
