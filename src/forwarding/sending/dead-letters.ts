import { type ClientBase, type Pool } from 'pg'
import { largest } from '../../schema/largest.ts'
import { type StoredDestination } from '../stored-destination.ts'
import { type Delivered } from './deliver.ts'

/** A dead letter that is to be sent again. */
export interface DueLetter {
  id: string
  thing: 'EVENT' | 'USER'
  number: string
}

/** Keeps what was refused; the oldest letters make room. */
export async function storeDeadLetters(
  client: ClientBase,
  { id, project }: StoredDestination,
  refused: Delivered['refused'],
): Promise<void> {
  const letters = refused.map(({ row: { row }, because }) => ({
    thing: row.thing,
    number: row.number,
    messageId: row.messageId,
    ...because,
  }))
  await client.query(
    `insert into dead_letters (project, destination_id, thing, number, message_id, code, message, status)
     select $1, $2, thing, number, "messageId", code, message, status
     from jsonb_to_recordset($3::jsonb) as one (thing text, number bigint, "messageId" text, code text, message text, status integer)
     on conflict (destination_id, thing, number) do update set
       attempts = dead_letters.attempts + 1, is_due = false, message_id = excluded.message_id,
       code = excluded.code, message = excluded.message, status = excluded.status`,
    [project, id, JSON.stringify(letters)],
  )
  await client.query(
    `delete from dead_letters where destination_id = $1 and id <= (
       select id from dead_letters where destination_id = $1 order by id desc offset $2 limit 1)`,
    [id, largest.deadLetters],
  )
}

/** The next dead letters that are to be sent again. */
export async function dueLetters(pool: Pool, { id }: StoredDestination): Promise<DueLetter[]> {
  const { rows } = await pool.query<DueLetter>(
    `select id::text, thing, number::text from dead_letters where destination_id = $1 and is_due order by id limit 500`,
    [id],
  )
  return rows
}

/** Removes the letters of rows that were taken, and of rows that do not exist any more. */
export async function removeLetters(client: ClientBase, ids: string[]): Promise<void> {
  await client.query('delete from dead_letters where id = any($1::bigint[]) and is_due', [ids])
}
