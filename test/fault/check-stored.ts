import { type Batch, type SentEvent, usersIn } from './load/batch.ts'
import { type Load } from './load/load.ts'
import { type FirstEvent, type Stored } from './read-stored.ts'

/** The differences between the stored events and those sent and acknowledged; empty if every promise was kept. */
export function checkStored({ sent, acknowledged }: Load, stored: Stored): string[] {
  const { log, rows, columns, cursor, verdict } = stored
  const userOf = usersIn(sent)
  const expected = new Map(
    sent.flatMap(batch =>
      batch.events.map(event => [keyOf(batch, event), contentOf(event, userOf(batch, event))]),
    ),
  )
  const answered = new Set(acknowledged)
  const unanswered = sent.filter(batch => !answered.has(batch)).map(({ id }) => id)
  const acked = acknowledged.flatMap(batch => batch.events.map(event => keyOf(batch, event)))
  const logged = new Map(log.map(event => [event.key, event]))
  const copied = new Map(columns.map(event => [event.key, event.copied]))
  return [
    ...some('batches never acknowledged', unanswered),
    ...some(
      'acknowledged and not in PostgreSQL',
      acked.filter(key => !logged.has(key)),
    ),
    ...some(
      'in PostgreSQL and never sent',
      [...logged.keys()].filter(key => !expected.has(key)),
    ),
    ...some(
      'other in PostgreSQL than sent',
      log.filter(({ key, content }) => expected.get(key) !== content).map(f => f.key),
    ),
    ...some('twice in PostgreSQL', repeated(log)),
    ...some(
      'in PostgreSQL and not in ClickHouse',
      [...logged.keys()].filter(key => !copied.has(key)),
    ),
    ...some(
      'in ClickHouse and not in PostgreSQL',
      [...copied.keys()].filter(key => !logged.has(key)),
    ),
    ...some(
      'other in ClickHouse than in PostgreSQL',
      columns.filter(f => logged.get(f.key)?.copied !== f.copied).map(f => f.key),
    ),
    ...some('twice in ClickHouse', repeated(columns)),
    ...some('first seen at different times', stored.firstEvents.filter(isSplit).map(describe)),
    ...some(
      'different by day',
      verdict.differences.map(d => `${d.day} (${d.parts.join(', ')})`),
    ),
    ...(cursor.events === rows && cursor.isIdle ? [] : [`the cursor is ${JSON.stringify(cursor)}`]),
    ...(verdict.events === rows ? [] : [`projected up to ${verdict.events} of ${rows} events`]),
  ]
}

const keyOf = ({ project }: Batch, { eventId }: SentEvent) => `${project}/${eventId}`

const contentOf = ({ name, timestamp, conversationId }: SentEvent, user: string | null) =>
  [name, user, Date.parse(timestamp), conversationId].map(part => part ?? '').join('|')

function repeated(events: { key: string }[]): string[] {
  const seen = new Set<string>()
  return events.filter(({ key }) => seen.size === seen.add(key).size).map(({ key }) => key)
}

const isSplit = ({ log, users, columns }: FirstEvent) => log !== users || log !== columns

const describe = ({ user, log, users, columns }: FirstEvent) =>
  `user ${user} (log ${log}, users ${users}, columns ${columns})`

function some(what: string, found: string[]): string[] {
  const shown = found.slice(0, 5).join(', ')
  return found.length ? [`${found.length} ${what}: ${shown}${found.length > 5 ? ' …' : ''}`] : []
}
