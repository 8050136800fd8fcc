import { type EntityManager, raw } from '@mikro-orm/postgresql'
import { type Event } from '../entities/event.ts'
import { User } from '../entities/user.ts'
import { type Connection } from '../schema/connection.ts'
import { largest } from '../schema/largest.ts'
import { inOrder } from './keyset.ts'
import { type Conditions, type Listing } from './listing.ts'
import { once } from './once.ts'
import { cutOf, type OrderedPage, toPage } from './page.ts'

/** A stored thing that belongs to a user. */
export interface OfUser {
  userNo: number | null
}

/**
 * The same page of the list of each user, in one statement for all users. A second statement counts if `totalCount` is
 * selected.
 * @throws INVALID_PAGE_SIZE outside 1 to 100, INVALID_CURSOR
 */
export async function pagesOfUsers<Thing extends OfUser>(
  em: EntityManager,
  listing: Listing<Thing>,
  users: readonly number[],
  args: OrderedPage,
): Promise<Connection<Thing>[]> {
  const cut = cutOf(em, listing, args, largest.nestedPage)
  // The query builder checks names against one entity. The names used here are the same in all entities.
  const own = listing as unknown as Listing<Event>
  const ids = firstOfEach(em, own, users, args)
  const found = await em.find(listing.of, { [listing.number]: { $in: ids } } as Conditions<Thing>, {
    orderBy: inOrder(em, cut.order, cut.slice.isFromEnd),
  })
  const byUser = Map.groupBy(found, ({ userNo }) => userNo)
  const counts = once(() => countByUser(em, own, users))
  return users.map(no => toPage(cut, byUser.get(no) ?? [], async () => (await counts()).get(no) ?? 0))
}

/** One step into an index for each user. A window function would read all things of each user. */
function firstOfEach(em: EntityManager, own: Listing<Event>, users: readonly number[], args: OrderedPage) {
  const { slice, order, where } = cutOf(em, own, args, largest.nestedPage)
  const first = em
    .qb(own.of, 'own')
    .select(raw(`own.${own.number}`))
    .where({ userNo: raw('owner.no') })
    .andWhere(where as object)
    .orderBy(inOrder(em, order, slice.isFromEnd))
    .limit(slice.size + 1)
  return em
    .qb(User, 'owner')
    .select(raw(`first.${own.number}`))
    .innerJoinLateral(first.toRaw(), 'first', { [raw('true')]: [] })
    .where({ no: { $in: [...users] } })
    .toRaw()
}

async function countByUser(
  em: EntityManager,
  { of }: Listing<Event>,
  users: readonly number[],
): Promise<Map<number | null, number>> {
  const rows = await em
    .qb(of)
    .select(['userNo', raw('count(*)::integer as count')])
    .where({ userNo: { $in: [...users] } })
    .groupBy('userNo')
    .execute<{ userNo: number; count: number }[]>()
  return new Map(rows.map(({ userNo, count }) => [userNo, count]))
}
