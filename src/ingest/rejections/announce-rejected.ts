import { type ClientBase, type Pool } from 'pg'
import { pooledTransaction } from '../../postgres/transaction.ts'
import { announce } from '../../webhooks/announce.ts'

/** A project has at most one message in so long. */
const pauseMs = 15 * 60_000

/** Announces the rejected events that were not announced yet, of each project whose last message is long enough ago. */
export async function announceRejected(pool: Pool, now: Date): Promise<void> {
  for (const project of await dueProjects(pool, now))
    await pooledTransaction(pool, client => announceIn(client, project, now))
}

/** No message of a project within the pause. */
const isDue = `not exists (
  select from announcements a
  where a.project = r.project and a.type = 'ingest.rejected' and a.at > $1)`

async function dueProjects(pool: Pool, now: Date): Promise<string[]> {
  const { rows } = await pool.query<{ project: string }>(
    `select distinct project from rejections r where events > announced and ${isDue}`,
    [new Date(now.getTime() - pauseMs)],
  )
  return rows.map(({ project }) => project)
}

interface Open {
  code: string
  events: number
  from: Date
}

/** Processes take turns, so that the second one finds the message of the first one. */
async function announceIn(client: ClientBase, project: string, now: Date): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtext($1))', [`ingest.rejected ${project}`])
  const { rows } = await client.query<Open>(
    `with open as (
       select project, at, code, events - announced as more from rejections r
       where project = $2 and events > announced and ${isDue}
       for update
     ), taken as (
       update rejections r set announced = r.events from open o
       where (r.project, r.at, r.code) = (o.project, o.at, o.code)
       returning o.at, o.code, o.more
     )
     select code, sum(more)::float8 as events, min(at) as "from" from taken group by code order by 2 desc, 1`,
    [new Date(now.getTime() - pauseMs), project],
  )
  if (rows.length) await announce(client, announcementOf(project, rows, now))
}

function announcementOf(project: string, counts: Open[], now: Date) {
  const value = counts.reduce((sum, { events }) => sum + events, 0)
  const from = new Date(Math.min(...counts.map(count => count.from.getTime())))
  const codes = counts.map(({ code, events }) => ({ code, events }))
  const parts = codes.map(({ code, events }) => `${events.toLocaleString('en')} ${code}`)
  return {
    project,
    type: 'ingest.rejected' as const,
    key: now.toISOString(),
    at: now,
    data: {
      name: project,
      text: `${value.toLocaleString('en')} events were rejected: ${parts.join(', ')}.`,
      value,
      codes,
      from: from.toISOString(),
      to: now.toISOString(),
    },
  }
}
