import { type Pool } from 'pg'

/** A number of rejected events with the same code, by the quarter of an hour in which they arrived. */
export interface RejectedEvents {
  project: string
  at: Date
  code: string
  events: number
}

const quarterMs = 15 * 60_000

/** The begin of the quarter of an hour of an instant. Days of every time zone begin with one. */
export const quarterOf = (at: Date): Date => new Date(Math.floor(at.getTime() / quarterMs) * quarterMs)

/** Adds to the numbers that are stored. */
export async function storeRejected(pool: Pool, counts: RejectedEvents[]): Promise<void> {
  if (!counts.length) return
  await pool.query(
    `insert into rejections (project, at, code, events)
     select project, at, code, events
     from jsonb_to_recordset($1::jsonb) as counted (project text, at timestamptz, code text, events bigint)
     -- In one order, so that two processes do not wait for each other.
     order by project, at, code
     on conflict (project, at, code) do update set events = rejections.events + excluded.events`,
    [JSON.stringify(counts)],
  )
}
