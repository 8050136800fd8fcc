import { type EntityClass, type EntityManager, raw } from '@mikro-orm/postgresql'
import { Conversation } from '../entities/conversation.ts'
import { type Event } from '../entities/event.ts'
import { User } from '../entities/user.ts'
import { type Connection } from '../schema/connection.ts'
import { largest } from '../schema/largest.ts'
import { inOrder } from './keyset.ts'
import { type Conditions, type Listing, withoutDays } from './listing.ts'
import { once } from './once.ts'
import { cutOf, type OrderedPage, toPage } from './page.ts'

/** A stored thing that may belong to a user or a conversation: the property holds the key of its owner. */
type Owned<Held extends string, Key> = Record<Held, Key | null>

/** A kind of owner: its property that is the key, and the property of an owned thing that holds this key. */
interface Owner<Held extends 'userNo' | 'conversationId'> {
  of: EntityClass<User | Conversation>
  key: string
  held: Held
  /** The same property in SQL of the owner. */
  column: string
}

export const ofUser: Owner<'userNo'> = { of: User, key: 'no', held: 'userNo', column: 'owner.no' }
export const ofConversation: Owner<'conversationId'> = {
  of: Conversation,
  key: 'externalId',
  held: 'conversationId',
  // The column of the events sorts by another collation, and so does its index.
  column: 'owner.external_id collate "default"',
}

/**
 * The same page of the list of each owner, in one statement for all owners. A second statement counts if `totalCount` is
 * selected.
 * @throws INVALID_PAGE_SIZE outside 1 to 100, INVALID_CURSOR
 */
export async function pagesOfOwners<
  Held extends 'userNo' | 'conversationId',
  Key extends string | number,
  Thing extends Owned<Held, Key>,
>(
  em: EntityManager,
  of: Listing<Thing>,
  owner: Owner<Held>,
  keys: readonly Key[],
  args: OrderedPage,
): Promise<Connection<Thing>[]> {
  const listing = withoutDays(of)
  const cut = cutOf(em, listing, args, largest.nestedPage)
  // The query builder checks names against one entity. The names used here are the same in all entities.
  const own = listing as unknown as Listing<Event>
  const ids = firstOfEach(em, own, owner, keys, args)
  // The ids are of the project. With a condition on it, PostgreSQL may start with all things of a project it knows little of.
  const found = await em.find(listing.of, { [listing.number]: { $in: ids } } as Conditions<Thing>, {
    orderBy: inOrder(em, cut.order, cut.slice.isFromEnd),
    filters: { project: false },
  })
  const byOwner: Map<unknown, Thing[]> = Map.groupBy(found as Thing[], thing => thing[owner.held])
  const counts = once(() => countByOwner(em, own, owner, keys))
  return keys.map(key => toPage(cut, byOwner.get(key) ?? [], async () => (await counts()).get(key) ?? 0))
}

type Keys = readonly (string | number)[]
type AnyOwner = Owner<'userNo' | 'conversationId'>

/** One step into an index for each owner. A window function would read all things of each owner. */
function firstOfEach(
  em: EntityManager,
  own: Listing<Event>,
  { of, key, held, column }: AnyOwner,
  keys: Keys,
  args: OrderedPage,
) {
  const { slice, order, where } = cutOf(em, own, args, largest.nestedPage)
  const first = em
    .qb(own.of, 'own')
    .select(raw(`own.${own.number}`))
    .where({ [held]: raw(column), ...ownersProject(held) })
    .andWhere(where as object)
    .orderBy(inOrder(em, order, slice.isFromEnd))
    .limit(slice.size + 1)
  return em
    .qb<User | Conversation, 'owner'>(of, 'owner')
    .select(raw(`first.${own.number}`))
    .innerJoinLateral(first.toRaw(), 'first', { [raw('true')]: [] })
    .where({ [key]: { $in: [...keys] }, ...projectOfOwner(em, held) })
    .toRaw()
}

/** Conversations of two projects may have the same id. The number of a user is of one project. */
const projectOf = (em: EntityManager, held: string) =>
  held === 'conversationId' ? (em.getFilterParams('project') as { project: string }) : {}

/** The same as an expression. As a value, PostgreSQL expects few owners in a project missing from its statistics, and reads all of them. */
function projectOfOwner(em: EntityManager, held: string) {
  const { project } = projectOf(em, held) as { project?: string }
  return project === undefined ? {} : { project: raw('(select ?::text collate "C")', [project]) }
}

/**
 * The project of a thing as that of its owner. As a value, PostgreSQL expects few things in a project that began after it last
 * counted, and reads all of them for each owner; the expression keeps it from putting in the value.
 */
const ownersProject = (held: string) =>
  held === 'conversationId' ? { project: raw(`owner.project || ''`) } : {}

async function countByOwner(
  em: EntityManager,
  { of }: Listing<Event>,
  { held }: AnyOwner,
  keys: Keys,
): Promise<Map<unknown, number>> {
  const rows = await em
    .qb(of)
    .select([held, raw('count(*)::integer as count')])
    .where({ [held]: { $in: [...keys] }, ...projectOf(em, held) })
    .groupBy(held)
    .execute<{ userNo?: number; conversationId?: string; count: number }[]>()
  return new Map(rows.map(row => [row[held], row.count]))
}
