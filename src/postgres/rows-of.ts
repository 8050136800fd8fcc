import { type EntityManager } from '@mikro-orm/postgresql'
import { type ClientBase, type Pool } from 'pg'

/** A session of the driver or of the ORM, in a transaction or not. */
export type Session = ClientBase | Pool | EntityManager

/**
 * The rows of a statement that has one parameter, a JSON object: `:input` stands for it. The ORM and the driver write
 * parameters differently.
 */
export async function rowsOf<Row extends object>(
  session: Session,
  statement: string,
  input: object,
): Promise<Row[]> {
  const parameters = [JSON.stringify(input)]
  return 'execute' in session
    ? session.execute<Row[]>(statement.replace(':input', '?::jsonb'), parameters)
    : (await session.query<Row>(statement.replace(':input', '$1::jsonb'), parameters)).rows
}
