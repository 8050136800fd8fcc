import { type EntityManager } from '@mikro-orm/postgresql'
import { type Listing } from '../analytics/query/listing.ts'
import { page } from '../analytics/query/page.ts'
import { Definition } from '../entities/definition.ts'
import { type Connection } from '../schema/connection.ts'
import { type PageArgs } from '../schema/page-args.ts'

const listing: Listing<Definition> = { of: Definition, time: 'createdAt', number: 'id' }

/** A page of the saved funnels. @throws INVALID_PAGE_SIZE outside 1 to 100, INVALID_CURSOR */
export const savedFunnels = (em: EntityManager, args: PageArgs): Promise<Connection<Definition>> =>
  page(em, listing, { kind: 'funnel' }, args)
