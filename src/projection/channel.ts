import { type Client, type Pool } from 'pg'

/** The channel of PostgreSQL on which processes reach the one that runs the projection. */
const channel = 'convograph_hurry'
/** The payload of a message about damaged tables. */
const damaged = 'damaged'

/** What the process that runs the projection does with messages of the others. */
interface Listener {
  /** A question waits for the copy. */
  onHurry(): void
  /** A question met damaged tables. */
  onDamage(): void
}

/** Listens as long as the session lasts. A message may be lost, so the listener also polls. */
export async function listen(session: Client, { onHurry, onDamage }: Listener): Promise<void> {
  session.on('notification', ({ payload }) => (payload === damaged ? onDamage() : onHurry()))
  await session.query(`listen ${channel}`)
}

export async function sendHurry(pool: Pool): Promise<void> {
  await pool.query(`notify ${channel}`)
}

export async function sendDamage(pool: Pool): Promise<void> {
  await pool.query(`notify ${channel}, '${damaged}'`)
}
