import { type EntityManager, raw } from '@mikro-orm/postgresql'
import { type Event } from '../entities/event.ts'
import { User } from '../entities/user.ts'
import { type Connection } from '../schema/connection.ts'
import { type PageArgs } from '../schema/page-args.ts'
import { type Conditions, cursorOf, type Listing, newestFirst } from './listing.ts'
import { once } from './once.ts'
import { onward, toPage } from './page.ts'

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
  args: PageArgs,
): Promise<Connection<Thing>[]> {
  // The query builder checks names against one entity. The names used here are the same in all entities.
  const own = listing as unknown as Listing<Event>
  const ids = newestOfEach(em, own, users, args)
  const found = await em.find(listing.of, { [listing.number]: { $in: ids } } as Conditions<Thing>, {
    orderBy: newestFirst(listing),
  })
  const byUser = Map.groupBy(found, ({ userNo }) => userNo)
  const of = cursorOf(em, listing)
  const counts = once(() => countByUser(em, own, users))
  return users.map(no =>
    toPage(listing, of, byUser.get(no) ?? [], args, async () => (await counts()).get(no) ?? 0),
  )
}

/** One step into an index for each user. A window function would read all things of each user. */
function newestOfEach(em: EntityManager, own: Listing<Event>, users: readonly number[], args: PageArgs) {
  const newest = em
    .qb(own.of, 'own')
    .select(raw(`own.${own.number}`))
    .where({ userNo: raw('owner.no') })
    .andWhere(onward(em, own, args) as object)
    .orderBy(newestFirst(own))
    .limit(args.first + 1)
  return em
    .qb(User, 'owner')
    .select(raw(`newest.${own.number}`))
    .innerJoinLateral(newest.toRaw(), 'newest', { [raw('true')]: [] })
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
