import { Definition, type DefinitionKindName } from '../entities/definition.ts'
import { page } from '../lists/page.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type Connection } from '../schema/connection.ts'
import { type PageArgs } from '../schema/page-args.ts'

/** A page of the definitions of a kind, newest first. @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR */
export const definitions = (
  { em }: Pick<RequestScope, 'em'>,
  kind: DefinitionKindName,
  args: PageArgs,
): Promise<Connection<Definition>> =>
  page(em, { name: kind, of: Definition, time: 'createdAt', number: 'id' }, { kind }, args)
