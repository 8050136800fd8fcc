import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await filled()
}, 120_000)
afterAll(() => app.close())

/** 5,000 users with a conversation and three events each, spread over 100 days. */
async function filled(): Promise<void> {
  const at = (i: string) =>
    `'2026-01-01'::timestamptz + ${i} % 100 * interval '1 day' + ${i} * interval '1 second'`
  const session = await app.services.database.connect()
  await session.query(`
    insert into projects (id) values ('large') on conflict do nothing;
    insert into users (project, external_id, first_seen_at, last_seen_at, created_at)
    select 'large', 'user ' || i, ${at('i')}, ${at('(i * 7)')}, ${at('i')} from generate_series(1, 5000) i;
    insert into conversations (project, external_id, status, is_implied, user_no, started_at, last_event_at)
    select 'large', 'c ' || no, 'ACTIVE', false, no, first_seen_at, last_seen_at from users where project = 'large';
    insert into events (project, event_id, kind, name, user_no, conversation_id, occurred_at, received_at)
    select 'large', no || kind, kind, kind, no, 'c ' || no, ${at('no')}, ${at('(no * 3)')}
    from users, unnest('{event,activity,message}'::text[]) kind where project = 'large';
    analyze users, user_days, conversations, conversation_days, events`)
  await session.end()
}

/** The plan of the last statement of a question, which reads the lists of the rows. */
async function nestedPlanOf(query: string): Promise<string> {
  const execute = vi.spyOn(app.services.database.orm.em.getConnection(), 'execute')
  await story(app, 'new').answer(query)
  const [statement, values] = execute.mock.calls.findLast(([sql]) => /lateral/.test(String(sql)))!
  execute.mockRestore()
  return explained(statement, values)
}

/** The plan of the statement for a page far from the start of the list. */
async function planOf(list: string, orderBy: string, project = 'large'): Promise<string> {
  const { answer } = story(app, project)
  const execute = vi.spyOn(app.services.database.orm.em.getConnection(), 'execute')
  const query = `query ($after: String) {
    page: ${list}(first: 10, after: $after, orderBy: ${orderBy}) { pageInfo { endCursor } }
  }`
  const { page } = await answer<{ page: { pageInfo: { endCursor: string } } }>(query)
  execute.mockClear()
  await answer(query, { after: page.pageInfo.endCursor })
  const [statement, values] = execute.mock.calls.find(([sql]) => /order by/.test(String(sql)))!
  execute.mockRestore()
  return explained(statement, values)
}

async function explained(statement: unknown, values: unknown): Promise<string> {
  const rows = await app.services.database.orm.em
    .getConnection()
    .execute<Record<string, string>[]>(`explain ${statement}`, values as unknown[])
  return rows.map(row => row['QUERY PLAN']).join('\n')
}

test.each([
  ['events', 'TIMESTAMP', 'events_by_time'],
  ['events', 'RECEIVED_AT', 'events_by_receipt'],
  ['messages', 'TIMESTAMP', 'messages_by_time'],
  ['userActivities', 'TIMESTAMP', 'activities_by_time'],
  ['conversations', 'STARTED_AT', 'conversations_by_time'],
  ['conversations', 'LAST_EVENT_AT', 'conversations_by_last_day'],
  ['users', 'CREATED_AT', 'users_by_time'],
  ['users', 'FIRST_SEEN', 'users_by_first_event'],
  ['users', 'LAST_SEEN', 'users_by_last_day'],
])('%s by %s are read along an index, from either end', async (list, field, index) => {
  for (const direction of ['ASC', 'DESC']) {
    const plan = await planOf(list, `{ field: ${field}, direction: ${direction} }`)
    expect(plan).toContain(index)
    expect(plan).not.toMatch(/Seq Scan|Bitmap|\bSort\b(?! Key)(?<!Incremental Sort)/)
  }
})

test('the runs of a report are read along their index', async () => {
  const { rows } = await app.services.database.pool.query(
    `with report as (
       insert into definitions (project, kind, name, content, created_by)
       values ('large', 'report', 'a', '{}', 'tester'), ('large', 'report', 'b', '{}', 'tester') returning id)
     insert into report_runs (project, report_id, slot, state, created_at)
     select 'large', id, now() + n * interval '1 hour', 'DONE', now() + n * interval '1 hour'
     from report, generate_series(1, 2000) n returning report_id`,
  )
  await app.services.database.pool.query('analyze report_runs')
  const execute = vi.spyOn(app.services.database.orm.em.getConnection(), 'execute')
  await story(app, 'large').answer(
    `{ reportRuns(reportId: "${rows[0].report_id}", first: 10) { nodes { state } } }`,
  )
  const [statement, values] = execute.mock.calls.find(([sql]) => /report_runs/.test(String(sql)))!
  execute.mockRestore()
  const plan = await explained(statement, values)
  expect(plan).toContain('report_runs_newest')
  expect(plan).not.toMatch(/Seq Scan|Bitmap|\bSort\b/)
})

test.each([
  ['of a project', '', 'deliveries_newest'],
  ['of a webhook', 'webhookId', 'deliveries_of_webhook'],
])('the deliveries %s are read along an index', async (_, argument, index) => {
  const { rows } = await app.services.database.pool.query<{ id: string }>(
    `with hooks as (
       insert into definitions (project, kind, name, content, created_by)
       select 'large', 'webhook', $1 || n, '{"url": "", "events": []}', 'tester' from generate_series(1, 2) n returning id),
     announced as (
       insert into announcements (project, type, key, at, data)
       select 'large', 'report.ready', $1 || n, now(), '{"name": "a"}' from generate_series(1, 2000) n returning id)
     insert into deliveries (id, project, announcement_id, event, webhook_id, channel, recipient, state, created_at)
     select gen_random_uuid(), 'large', announced.id, 'report.ready', hooks.id, 'WEBHOOK', hooks.id::text, 'DELIVERED',
       now() + announced.id * interval '1 second'
     from announced, hooks returning webhook_id::text as id`,
    [index],
  )
  await app.services.database.pool.query('analyze deliveries')
  const execute = vi.spyOn(app.services.database.orm.em.getConnection(), 'execute')
  const of = argument && `webhookId: "${rows[0]!.id}", `
  await story(app, 'large').answer(`{ webhookDeliveries(${of}first: 10) { nodes { state } } }`)
  const [statement, values] = execute.mock.calls.find(([sql]) => /from "deliveries"/.test(String(sql)))!
  execute.mockRestore()
  const plan = await explained(statement, values)
  expect(plan).toContain(index)
  expect(plan).not.toMatch(/Seq Scan|Bitmap|\bSort\b/)
})

/** A project that began after PostgreSQL last counted the rows of each project. */
async function unknownToStatistics(): Promise<void> {
  const session = await app.services.database.connect()
  await session.query(`
    insert into projects (id) values ('new') on conflict do nothing;
    insert into users (project, external_id, first_seen_at, last_seen_at, created_at)
    select 'new', external_id, first_seen_at, last_seen_at, created_at from users where project = 'large';
    insert into conversations (project, external_id, status, is_implied, user_no, started_at, last_event_at)
    select 'new', 'c ' || no, 'ACTIVE', false, no, first_seen_at, last_seen_at from users where project = 'new';
    insert into events (project, event_id, kind, name, user_no, conversation_id, occurred_at, received_at)
    select 'new', no || kind, kind, kind, no, 'c ' || no, first_seen_at, first_seen_at
    from users, unnest('{event,activity,message}'::text[]) kind where project = 'new'`)
  await session.end()
}

test('the lists of owners are read along their index, also in a project that the statistics do not know', async () => {
  await unknownToStatistics()
  for (const [owners, list, index] of [
    ['users', 'activities', 'events_by_user'],
    ['users', 'messages', 'events_by_user'],
    ['conversations', 'messages', 'events_in_conversations'],
    ['conversations', 'events', 'events_in_conversations'],
  ]) {
    const plan = await nestedPlanOf(
      `{ ${owners}(first: 2) { nodes { ${list}(first: 2) { nodes { id } } } } }`,
    )
    expect(plan).toContain(index)
    expect(plan).toMatch(/events_pkey/)
    expect(plan).not.toMatch(/Seq Scan|_by_time|_by_receipt/)
  }
})

test.each([
  ['conversations', 'LAST_EVENT_AT', 'conversations_by_last_day'],
  ['users', 'LAST_SEEN', 'users_by_last_day'],
])(
  '%s by %s are read along an index in a project that the statistics do not know',
  async (list, field, index) => {
    const plan = await planOf(list, `{ field: ${field}, direction: DESC }`, 'new')
    expect(plan).toContain(index)
    expect(plan).not.toMatch(/Seq Scan|Bitmap/)
  },
)

test.each([
  ['users', 'last_seen_at'],
  ['conversations', 'last_event_at'],
])('a later event changes no index of %s', async (table, time) => {
  const session = await app.services.database.connect()
  await session.query(`begin; update ${table} set ${time} = ${time} + interval '1 day' where no = 1`)
  const { rows } = await session.query(
    'select n_tup_hot_upd::integer as hot from pg_stat_xact_user_tables where relname = $1',
    [table],
  )
  expect(rows).toEqual([{ hot: 1 }])
  await session.query('rollback')
  await session.end()
})
