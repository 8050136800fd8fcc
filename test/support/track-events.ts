import { expect } from 'vitest'
import { raw, sql } from '../../src/clickhouse/sql.ts'
import type { TrackEventsMutation } from '../e2e/operations/operations.ts'
import type { TestApp } from './test-app.ts'

export type TrackAnswer = TrackEventsMutation['trackEvents']

const mutation = `mutation($events: [AnyEventInput!]!) {
  track(input: { events: $events }) {
    accepted duplicates rejected
    receipts { index eventId status code field message }
  }
}`

/**
 * Tracks events of any kind as a service of the project. A value that JSON can express and JavaScript cannot is written
 * as `raw 1e400`: the request then contains 1e400 without the quotes.
 */
export async function trackEvents(app: TestApp, project: string, events: object[]): Promise<TrackAnswer> {
  const body = JSON.stringify({ query: mutation, variables: { events: events } })
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token('service', project)}` },
    body: body.replace(/"raw ([^"]+)"/g, '$1'),
  })
  const { data, errors } = (await response.json()) as { data: { track: TrackAnswer }; errors?: unknown }
  expect(errors).toBeUndefined()
  return data.track
}

/** Tracks events that are all new and good, in this order. */
export async function eventsHappened(app: TestApp, project: string, events: object[]): Promise<void> {
  const { accepted, receipts } = await trackEvents(app, project, events)
  expect({ accepted, receipts }).toMatchObject({ accepted: events.length })
}

/** The rows of a project's events in the log, in order of arrival; `columns` is SQL. */
export async function inPostgres(app: TestApp, project: string, columns: string): Promise<object[]> {
  const { rows } = await app.services.database.pool.query(
    `select ${columns} from events where project = $1 order by seq`,
    [project],
  )
  return rows
}

/** The same rows from ClickHouse, after a question has waited for the copy. */
export async function inClickHouse(app: TestApp, project: string, columns: string): Promise<object[]> {
  const { errors } = await app.ask('{ summary { totalEvents } }', {}, app.token('admin', project))
  expect(errors).toEqual([])
  const rows = await app.services.clickhouse.query<{ project: string }>(
    'test',
    sql`select project, ${raw(columns)} from events order by seq`,
  )
  return rows.filter(row => row.project === project).map(({ project: _, ...row }) => row)
}
