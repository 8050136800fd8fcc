import { type Pool } from 'pg'
import { type Logger } from 'pino'
import { hourMs } from '../durations.ts'

const mostPerStatement = 5_000

/** Deletes announcements that are older than 30 days, with their deliveries: at once and then every hour. */
export function keepAnnouncementsSwept(pool: Pool, log: Logger): { stop(): void } {
  const sweep = () =>
    sweepAnnouncements(pool).catch(error => log.warn({ err: error }, 'old announcements are not deleted'))
  void sweep()
  const timer = setInterval(sweep, hourMs).unref()
  return { stop: () => clearInterval(timer) }
}

/** Up to 5,000 announcements. Processes that sweep at the same time delete different ones. */
export async function sweepAnnouncements(pool: Pool): Promise<void> {
  await pool.query(
    `delete from announcements
     where id = any(array(
       select id from announcements where created_at < now() - interval '30 days'
       order by created_at limit $1 for update skip locked))`,
    [mostPerStatement],
  )
}
