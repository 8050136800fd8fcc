import { Definition } from '../entities/definition.ts'
import { type Position } from '../lists/cursor.ts'
import { positionOf } from '../lists/keyset.ts'
import { type Listing } from '../lists/listing.ts'
import { cutOf, thingsIn, toPage } from '../lists/page.ts'
import { type Slice } from '../lists/slice.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type Connection } from '../schema/connection.ts'
import { largest } from '../schema/largest.ts'
import { type PageArgs } from '../schema/page-args.ts'
import { type DefinitionKind } from './definition-kind.ts'

/**
 * A page of the definitions of a kind, newest first, then the built-in ones.
 * @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR
 */
export async function definitions(
  { em }: Pick<RequestScope, 'em'>,
  { kind, builtIn = [] }: Pick<DefinitionKind, 'kind' | 'builtIn'>,
  args: PageArgs,
): Promise<Connection<Definition>> {
  const listing: Listing<Definition> = { name: kind, of: Definition, time: 'createdAt', number: 'id' }
  const cut = cutOf(em, listing, args, largest.page)
  const stored = await thingsIn(em, listing, { kind }, cut)
  const within = builtIn.filter((_, i) => isWithin(cut.slice, positionAt(builtIn, i)))
  const found = cut.slice.isFromEnd ? [...within.toReversed(), ...stored] : [...stored, ...within]
  return toPage(
    cut,
    found.slice(0, cut.slice.size + 1),
    async () => (await em.count(Definition, { kind })) + builtIn.length,
    each =>
      builtIn.includes(each) ? positionAt(builtIn, builtIn.indexOf(each)) : positionOf(cut.order, each),
  )
}

/** The position of a built-in definition: at the beginning of time, so that all of the project come before. */
const positionAt = (builtIn: readonly Definition[], index: number): Position => ({
  at: new Date(0),
  number: String(builtIn.length - index),
})

const isWithin = ({ after, before }: Slice, position: Position): boolean =>
  (!after || isOlder(position, after)) && (!before || isOlder(before, position))

const isOlder = (one: Position, other: Position): boolean =>
  one.at < other.at || (one.at.getTime() === other.at.getTime() && BigInt(one.number) < BigInt(other.number))
