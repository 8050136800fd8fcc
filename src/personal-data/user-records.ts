import { type ClientBase } from 'pg'
import { type HeldUser } from './held-user.ts'
import { isDistinctive, isNaming } from './redact.ts'
import { rowsNaming } from './rows-naming.ts'

/** Something that is held about a user: its type, and its fields. */
export type UserRecord = { type: string } & Record<string, unknown>

/** Everything that is held about a user, in the snapshot of the session's transaction. */
export async function* userRecords(
  client: ClientBase,
  project: string,
  held: HeldUser,
): AsyncGenerator<UserRecord> {
  const { numbers, ids, names } = held
  for (const [type, statement] of Object.entries(stored)) {
    const { rows } = await client.query<{ record: object }>(statement, [numbers])
    for (const { record } of rows) yield { type, ...record }
  }
  yield* events(client, numbers)
  const known = [...ids, ...names.filter(isDistinctive)]
  for await (const { table, columns, row } of rowsNaming(client, project, known))
    for (const { column } of columns.filter(({ column }) => isNaming(row[column], known)))
      yield { type: 'mention', table, column, value: row[column] }
}

const isOfUser = 'user_no = any($1::integer[])'

/** What is stored under the numbers of a user, beside events. */
const stored = {
  user: `
    select jsonb_build_object('userId', external_id, 'isLinkedVisitor', linked_to is not null, 'username', username,
      'traits', traits, 'createdAt', created_at, 'firstSeenAt', first_seen_at, 'lastSeenAt', last_seen_at) as record
    from users where no = any($1::integer[]) order by linked_to nulls first, no`,
  conversation: `
    select jsonb_strip_nulls(to_jsonb(c) - '{no,project,user_no}'::text[]) as record
    from conversations c where ${isOfUser} order by started_at, no`,
  segmentSnapshot: `
    select jsonb_build_object('segment', d.name, 'asOf', s.as_of) as record
    from segment_snapshot_members m
      join segment_snapshots s on s.id = m.snapshot_id join definitions d on d.id = s.segment_id
    where ${isOfUser} order by s.id`,
  watchedSegment: `
    select jsonb_build_object('segment', d.name) as record
    from watched_members m join definitions d on d.id = m.segment_id where ${isOfUser} order by d.id`,
  budgetSpend: `
    select jsonb_build_object('budget', d.name, 'since', s.bucket, 'spentUsd', s.spent_usd::text, 'calls', s.calls) as record
    from budget_spend s join definitions d on d.id = s.budget_id where ${isOfUser} order by d.id, s.bucket`,
}

const mostEvents = 1_000

/** The events of a user in the order of the log, some at a time. */
async function* events(client: ClientBase, numbers: number[]): AsyncGenerator<UserRecord> {
  let after = '0'
  for (;;) {
    const { rows } = await client.query<{ seq: string; record: object }>(
      `select seq::text, jsonb_strip_nulls(to_jsonb(e) - '{seq,tx,project,user_no,inherited}'::text[]) as record
       from (select * from events where ${isOfUser} and seq > $2 order by events.seq limit ${mostEvents}) e
       order by e.seq`,
      [numbers, after],
    )
    for (const { record } of rows) yield { type: 'event', ...record }
    if (rows.length < mostEvents) return
    after = rows.at(-1)!.seq
  }
}
