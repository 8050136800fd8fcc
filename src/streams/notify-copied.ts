import { type ClientBase } from 'pg'
import { channel } from './notify-change.ts'

/** Tells every process of the projects whose events ClickHouse has now: those of the gathered batch. */
export async function notifyCopied(client: ClientBase): Promise<void> {
  await client.query(
    `select pg_notify('${channel}', json_build_object('kind', 'events', 'project', project, 'id', '')::text)
     from (select distinct project from batch) copied`,
  )
}
