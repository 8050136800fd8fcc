import { expect } from 'vitest'
import { story } from './story.ts'
import type { TestApp } from './test-app.ts'

/**
 * Waits until every sent event is counted and every past day of the project is rolled up. Then these days are not
 * rolled up again until the next call, so that a test can see which days become stale.
 */
export async function rolledUp(app: TestApp, project: string): Promise<void> {
  await story(app, project).answer('{ summary { totalEvents } }')
  const { pool } = app.services.database
  const rest = (until: string) =>
    pool.query(`update daily_stats set rolled_up_at = ${until} where project = $1`, [project])
  await rest('null')
  const waiting = async () => {
    const { rows } = await pool.query(
      `select r.project
       from roll_ups r left join projects p on p.id = r.project
       where r.project = $1 and r.time_zone is distinct from coalesce(p.time_zone, 'UTC')
       union all
       select project from daily_stats where project = $1 and is_stale and ends_at <= now()`,
      [project],
    )
    return rows.length
  }
  await expect.poll(waiting, { timeout: 20_000 }).toBe(0)
  await rest(`now() + interval '1 hour'`)
}

/** The days that wait for the roll-up, oldest first; the running day is one of them. */
export async function staleDays(app: TestApp, project: string): Promise<string[]> {
  const { rows } = await app.services.database.pool.query<{ day: string }>(
    'select day::text from daily_stats where project = $1 and is_stale order by day',
    [project],
  )
  return rows.map(({ day }) => day)
}
