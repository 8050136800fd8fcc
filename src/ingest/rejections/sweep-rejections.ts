import { type Pool } from 'pg'

/** Deletes numbers that are older than 400 days. */
export async function sweepRejections(pool: Pool, now: Date): Promise<void> {
  await pool.query(`delete from rejections where at < $1::timestamptz - interval '400 days'`, [now])
}
