import { rowsOf, type Session } from './rows-of.ts'

/**
 * Locks a saved definition against deletion for the rest of the transaction; returns whether it is there. To be called before
 * the rows that belong to it are changed: a deletion locks in this order, and another order could wait for it for ever.
 */
export async function lockDefinition(session: Session, id: string): Promise<boolean> {
  const statement = `select id from definitions where id = (:input ->> 'id')::bigint for no key update`
  return (await rowsOf(session, statement, { id })).length > 0
}
