import { type EntityManager } from '@mikro-orm/postgresql'
import { type ClientBase, type Pool } from 'pg'

/** A session of the driver or of the ORM, in a transaction or not. */
export type Session = ClientBase | Pool | EntityManager

/**
 * The rows of a statement whose values are in one JSON object: `:input` stands for it. The ORM and the driver write parameters
 * differently.
 */
export async function rowsOf<Row extends object>(
  session: Session,
  statement: string,
  input: object,
): Promise<Row[]> {
  const json = JSON.stringify(input)
  const parts = statement.split(':input')
  if (!('execute' in session)) return (await session.query<Row>(parts.join('$1::jsonb'), [json])).rows
  return session.execute<Row[]>(parts.join('?::jsonb'), Array(parts.length - 1).fill(json))
}
