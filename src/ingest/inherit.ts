import { type Pool } from 'pg'
import { inheritable, inheritableColumns, inheritingKinds, isSaid } from '../entities/inheritance.ts'
import { type CheckedEvent } from './kinds/every-kind.ts'

/** The bot, channel and user of a conversation, as far as anything said them. */
type Labels = Pick<CheckedEvent, 'bot_id' | 'channel' | 'user_id'>

const bits = { bot_id: inheritable.bot_id, channel: inheritable.channel, user_id: inheritable.user_no }
const labelNames = Object.keys(bits) as (keyof typeof bits)[]

/**
 * Gives events without a bot, channel or user those of their conversations, as the log and the other events know them
 * now. What arrives later is up to the projection (`projection/inherit`), so a race costs time but no value.
 */
export async function withInherited(pool: Pool, events: CheckedEvent[]): Promise<CheckedEvent[]> {
  const heirs = events.filter(isHeir)
  if (!heirs.length) return events
  const known = await knownLabels(pool, heirs)
  const sent = sentLabels(events)
  return events.map(event => {
    if (!isHeir(event)) return event
    const key = conversationKey(event)
    return labelNames.reduce((heir, name) => take(heir, name, known.get(key), sent.get(key)), event)
  })
}

const isHeir = (event: CheckedEvent) =>
  event.conversation_id != null &&
  inheritingKinds.includes(event.kind) &&
  labelNames.some(name => event[name] == null)

const conversationKey = ({ project, conversation_id }: { project: string; conversation_id?: unknown }) =>
  `${project}\0${conversation_id}`

function take(event: CheckedEvent, name: keyof Labels, ...sources: (Labels | undefined)[]): CheckedEvent {
  if (event[name] != null) return event
  const value = sources.map(labels => labels?.[name]).find(label => label != null)
  return value == null ? event : { ...event, [name]: value, inherited: (event.inherited ?? 0) | bits[name] }
}

/** What the events say themselves: the newest change counts, and without one the earliest other event. */
function sentLabels(events: CheckedEvent[]): Map<string, Labels> {
  const sorted = events
    .filter(({ conversation_id }) => conversation_id != null)
    .sort((a, b) => Number(isChange(b)) - Number(isChange(a)) || byTime(a, b) * (isChange(a) ? -1 : 1))
  const found = new Map<string, Labels>()
  for (const event of sorted) {
    const key = conversationKey(event)
    const { bot_id, channel, user_id } = found.get(key) ?? event
    found.set(key, {
      bot_id: bot_id ?? event.bot_id,
      channel: channel ?? event.channel,
      user_id: user_id ?? event.user_id,
    })
  }
  return found
}

const isChange = ({ kind }: CheckedEvent) => kind === 'conversation'
const byTime = (a: CheckedEvent, b: CheckedEvent) =>
  a.occurred_at < b.occurred_at ? -1 : Number(a.occurred_at > b.occurred_at)

/** The labels of conversations in the log: from their changes, else as the projection last knew them. */
async function knownLabels(pool: Pool, events: CheckedEvent[]): Promise<Map<string, Labels>> {
  const conversations = new Map(events.map(event => [conversationKey(event), event])).values().toArray()
  const { rows } = await pool.query<Labels & { project: string; conversation_id: string }>(selectLabels, [
    conversations.map(({ project }) => project),
    conversations.map(({ conversation_id }) => conversation_id),
  ])
  return new Map(rows.map(row => [conversationKey(row), row]))
}

const selectLabels = `
  with labels as (
    select sent.project, sent.conversation_id, ${inheritableColumns
      .map(column => `coalesce(said.${column}, known.${column}) as ${column}`)
      .join(', ')}
    from unnest($1::text[], $2::text[]) as sent (project, conversation_id)
      left join conversations known
        on known.project = sent.project and known.external_id = sent.conversation_id
      cross join lateral (
        select ${inheritableColumns
          .map(
            column => `(array_agg(${column} order by occurred_at desc, seq desc)
          filter (where ${isSaid(column)}))[1] as ${column}`,
          )
          .join(',\n        ')}
        from events
        where events.project = sent.project and events.conversation_id = sent.conversation_id
          and events.kind = 'conversation'
      ) said
  )
  select labels.project, conversation_id, bot_id, channel, users.external_id as user_id
  from labels left join users on users.no = user_no`
