import { type EntityManager, type QueryOrderMap, raw, sql } from '@mikro-orm/postgresql'
import { noteStatement } from '../analytics/query/asked-field.ts'
import { type Connection } from '../schema/connection.ts'
import { largest } from '../schema/largest.ts'
import { type Ordered } from '../schema/order-input.ts'
import { type PageArgs } from '../schema/page-args.ts'
import { type CursorOf, encodeCursor, type Position } from './cursor.ts'
import { beside, inOrder, positionOf } from './keyset.ts'
import { type Conditions, cursorOf, type Listing, type Order, orderOf } from './listing.ts'
import { once } from './once.ts'
import { type Slice, sliceOf } from './slice.ts'

/** A page of a list that may be ordered. */
export type OrderedPage = PageArgs & Ordered

/**
 * A page of the things that meet the conditions, in one statement. A second statement counts all of them if `totalCount` is
 * selected.
 * @throws INVALID_PAGE_SIZE outside 1 to `most`, INVALID_CURSOR
 */
export async function page<Thing extends object>(
  em: EntityManager,
  listing: Listing<Thing>,
  where: Conditions<Thing>,
  args: OrderedPage,
  most: number = largest.page,
): Promise<Connection<Thing>> {
  const cut = cutOf(em, listing, args, most)
  const found = await thingsIn(em, listing, where, cut)
  return toPage(cut, found, () => em.count(listing.of, where))
}

/** The things of a part of a list, in its direction: one more than its size if there are further ones. */
export function thingsIn<Thing extends object>(
  em: EntityManager,
  listing: Listing<Thing>,
  where: Conditions<Thing>,
  cut: ReturnType<typeof cutOf<Thing>>,
): Promise<Thing[]> {
  noteStatement()
  const conditions = { $and: [where, cut.where] } as Conditions<Thing>
  const orderBy = inOrder(em, cut.order, cut.slice.isFromEnd)
  const limit = cut.slice.size + 1
  if (cut.order.days) return thingsByDay(em, listing, cut.order.days, { conditions, orderBy, limit })
  return em.find(listing.of, conditions, { orderBy, limit })
}

/** Reads the page along the index by last day. */
async function thingsByDay<Thing extends object>(
  em: EntityManager,
  { of }: Listing<Thing>,
  days: string,
  {
    conditions,
    orderBy,
    limit,
  }: { conditions: Conditions<Thing>; orderBy: QueryOrderMap<Thing>[]; limit: number },
): Promise<Thing[]> {
  const found = em
    .qb(of, 'thing')
    .innerJoin(sql.ref(days), 'days', {
      [raw('(days.no, days.project) = (thing.no, thing.project)')]: [],
    })
    .where(conditions as object)
    .orderBy(orderBy as object)
    .limit(limit)
  await found.applyFilters()
  return found.getResultList()
}

/** A part of a list in an order, with the project and list of its cursors. */
export interface Cut<Thing> {
  slice: Slice
  order: Pick<Order<Thing>, 'time' | 'otherwise' | 'number'>
  of: CursorOf
}

/** The part of a list that the arguments of a page ask for, and the condition that a thing lies in it. */
export function cutOf<Thing extends object>(
  em: EntityManager,
  listing: Listing<Thing>,
  args: OrderedPage,
  most: number,
): Cut<Thing> & { order: Order<Thing>; where: Conditions<Thing> } {
  const order = orderOf(listing, args.orderBy)
  const of = cursorOf(em, listing, order)
  const slice = sliceOf(of, args, most)
  const { after, before } = slice
  const sides = [
    ...(after ? [beside(em, order, 'after', after)] : []),
    ...(before ? [beside(em, order, 'before', before)] : []),
  ]
  return { slice, order, of, where: sides.length ? ({ $and: sides } as Conditions<Thing>) : {} }
}

/**
 * The connection of the things found, which lie in the direction of the page: one more than its size if there are further
 * ones. A cursor stands for the thing that has it, so there are things on its other side.
 */
export function toPage<Thing extends object>(
  { slice: { size, isFromEnd, after, before }, order, of }: Cut<Thing>,
  found: Thing[],
  count: () => Promise<number>,
  positionIn: (thing: Thing) => Position = thing => positionOf(order, thing),
): Connection<Thing> {
  const isMore = found.length > size
  const nodes = isFromEnd ? found.slice(0, size).reverse() : found.slice(0, size)
  const edges = nodes.map(node => ({ node, cursor: encodeCursor(of, positionIn(node)) }))
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: before != null || (!isFromEnd && isMore),
      hasPreviousPage: after != null || (isFromEnd && isMore),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: once(count),
  }
}
