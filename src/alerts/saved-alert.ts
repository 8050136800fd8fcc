import { type GraphQLSchema } from 'graphql'
import { type ClientBase, type Pool } from 'pg'
import { savedInput } from '../resolvers/saved-input.ts'
import { type AlertContent } from '../schema/alerts/alert-input.ts'

/** A saved alert with what its checks need. */
export interface SavedAlert {
  id: string
  project: string
  name: string
  version: number
  content: AlertContent
  /** The zone of the project, for quiet hours and weekdays. */
  timeZone: string
  /** The time at which the check was due. */
  dueAt: Date
  /** The end of the last window that was checked; null before the first. */
  checkedTo: Date | null
  failures: number
}

/** The alerts of a project whose checks are due, those that have been due longest first. */
export async function dueAlerts(
  client: ClientBase | Pool,
  schema: GraphQLSchema,
  project: string,
  now: Date,
): Promise<SavedAlert[]> {
  const { rows } = await client.query<SavedAlert>(
    `select d.id::text, d.project, d.name, d.version, d.content, coalesce(p.time_zone, 'UTC') as "timeZone",
       c.next_at as "dueAt", c.checked_to as "checkedTo", c.failures
     from alert_checks c
     join definitions d on d.id = c.alert_id
     left join projects p on p.id = d.project
     where c.project = $1 and c.next_at <= $2
     order by c.next_at, c.alert_id`,
    [project, now],
  )
  return rows.map(alert => ({ ...alert, content: readContent(schema, alert.content) }))
}

/** The content as a request would send it now, with the defaults of its inputs. */
export const readContent = (schema: GraphQLSchema, content: object): AlertContent =>
  savedInput<AlertContent>({ schema }, 'CreateAlertInput', { name: 'saved', ...content })
