import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { queryTables } from '../../../src/custom-queries/tables/index.ts'
import { randomOf } from '../../fault/load/random.ts'
import { randomConversation } from '../../support/random/random-conversations.ts'
import { rounds, seed } from '../../support/rounds.ts'
import { rowsOfSql, runSql } from '../../support/run-sql.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let talks: Story

beforeAll(async () => {
  app = await startTestApp({ MAX_COMPLEXITY: '1000000' })
  talks = story(app, 'talks')
  const random = randomOf('custom queries', seed)
  const events = Array.from({ length: rounds(300, 60) }, (_, i) =>
    randomConversation(`c ${i}`, random),
  ).flat()
  for (let from = 0; from < events.length; from += 500)
    await eventsHappened(app, 'talks', events.slice(from, from + 500))
})
afterAll(() => app.close())

test('conversations have the state that the list shows, whatever happened to them', async () => {
  const { conversations } = await talks.answer<{ conversations: { nodes: Record<string, unknown>[] } }>(
    `{ conversations(first: 1000) { nodes {
      conversationId userId botId channel status resolved satisfaction topics startedAt endedAt lastEventAt durationSeconds
      messageCount
    } } }`,
  )
  const listed = conversations.nodes.map(node => ({
    conversation_id: node.conversationId,
    user_id: node.userId ?? '',
    bot_id: node.botId ?? '',
    channel: node.channel ?? '',
    status: node.status,
    resolved: node.resolved,
    satisfaction: node.satisfaction,
    topics: node.topics,
    started_at: node.startedAt,
    ended_at: node.endedAt,
    last_event_at: node.lastEventAt,
    date: String(node.startedAt).slice(0, 10),
    duration: node.durationSeconds,
    messages: node.messageCount,
  }))
  const rows = await rowsOfSql(talks, 'SELECT * FROM conversations')
  const byId = (one: Record<string, unknown>, other: Record<string, unknown>) =>
    String(one.conversation_id).localeCompare(String(other.conversation_id))
  expect(rows.toSorted(byId)).toEqual(listed.toSorted(byId))
})

test('days have the numbers of dailyStats', async () => {
  const timeZone = 'Asia/Tokyo'
  const { dailyStats } = await talks.answer<{ dailyStats: Record<string, unknown>[] }>(
    `query ($timeZone: String) {
      dailyStats(range: { dates: { from: "2024-02-25", to: "2024-03-25" } }, timeZone: $timeZone) {
        date events activeUsers newUsers conversations messages tokens costUsd unpricedCalls aiCalls aiErrors apiCalls apiErrors
      }
    }`,
    { timeZone },
  )
  const days = await rowsOfSql(
    talks,
    `SELECT date, events, active_users AS activeUsers, new_users AS newUsers, conversations, messages, tokens,
       toFloat64(cost_usd) AS costUsd, unpriced_calls AS unpricedCalls, ai_calls AS aiCalls, ai_errors AS aiErrors,
       api_calls AS apiCalls, api_errors AS apiErrors
     FROM daily_stats ORDER BY date`,
    { timeZone },
  )
  const withEvents = dailyStats
    .filter(({ events }) => events !== 0)
    .map(day => ({ ...day, costUsd: Number(day.costUsd) }))
  expect(days).toEqual(withEvents)
})

interface Asked {
  userStats: { activeUsers: number; sessions: number }
  messageStats: { messages: number }
  aiStats: { calls: number }
  users: { totalCount: number }
}

test('sessions, users and calls are those of the questions', async () => {
  const numbers = await rowsOfSql(
    talks,
    `SELECT (SELECT count() FROM sessions) AS sessions, (SELECT count() FROM users) AS users,
       (SELECT count() FROM messages) AS messages, (SELECT count() FROM ai_calls) AS calls,
       (SELECT uniqExact(user_id) FROM events WHERE user_id != '') AS active`,
  )
  const { userStats, messageStats, aiStats, users } = await talks.answer<Asked>(
    `{
      userStats(range: { dates: { from: "2024-02-01", to: "2024-04-30" } }) { activeUsers sessions }
      messageStats(range: { dates: { from: "2024-02-01", to: "2024-04-30" } }) { messages }
      aiStats(range: { dates: { from: "2024-02-01", to: "2024-04-30" } }) { calls }
      users { totalCount }
    }`,
  )
  expect(numbers).toEqual([
    {
      sessions: userStats.sessions,
      users: users.totalCount,
      messages: messageStats.messages,
      calls: aiStats.calls,
      active: userStats.activeUsers,
    },
  ])
})

test('an event of a visitor is that of the user, once it is known who the visitor was', async () => {
  const linked = story(app, 'linked')
  await eventsHappened(app, 'linked', [{ event: { anonymousId: 'phone', name: 'open' } }])
  const users = 'SELECT user_id FROM events'
  expect((await runSql(linked, users)).rows).toEqual([['phone']])
  await linked.answer('mutation { alias(input: { userId: "ann", alias: "phone" }) { userErrors { code } } }')
  expect((await runSql(linked, users)).rows).toEqual([['ann']])
  expect((await runSql(linked, 'SELECT user_id FROM users')).rows).toEqual([['ann']])
})

test('an event that was sent twice is one row', async () => {
  const repeated = story(app, 'repeated')
  const event = { eventId: 'once', name: 'open', timestamp: '2026-01-01T00:00:00Z' }
  await eventsHappened(app, 'repeated', [{ event }])
  await repeated.ask('mutation ($e: [AnyEventInput!]!) { track(input: { events: $e }) { duplicates } }', {
    e: [{ event }],
  })
  expect((await runSql(repeated, 'SELECT event_id, occurred_at FROM events')).rows).toEqual([
    ['once', '2026-01-01T00:00:00.000Z'],
  ])
})

test('a cost is that of the price that was set later', async () => {
  const priced = story(app, 'priced')
  await eventsHappened(app, 'priced', [
    {
      aiCall: { model: 'mine', provider: 'acme', inputTokens: 1_000_000, timestamp: '2026-01-01T00:00:00Z' },
    },
  ])
  const costs = 'SELECT cost_usd FROM ai_calls'
  expect((await runSql(priced, costs)).rows).toEqual([[null]])
  await priced.answer(`mutation {
    createModelPrice(input: { provider: "acme", model: "mine", usage: INPUT, usdPerMillion: "2.5", validFrom: "1970-01-01T00:00:00Z" }) {
      userErrors { code }
    }
  }`)
  await priced.answer(`mutation {
    recomputeCosts(input: { range: { dates: { from: "2026-01-01", to: "2026-01-02" } }, dryRun: false }) { changed }
  }`)
  await expect.poll(async () => (await runSql(priced, costs)).rows).toEqual([['2.5']])
})

test('the documentation has every table and column, with its type', async () => {
  const page = readFileSync('docs/custom-queries.md', 'utf8')
  for (const [table, { columns }] of Object.entries(queryTables)) {
    const described = await runSql(talks, `SELECT * FROM ${table} LIMIT 0`)
    expect(described.columns.map(({ name }) => name).toSorted()).toEqual(Object.keys(columns).toSorted())
    const section = page.split(`\n### ${table}\n`)[1]!.split('\n##')[0]!
    for (const { name, type } of described.columns)
      expect(section, table).toContain(`| \`${name}\` | \`${type}\` | ${columns[name]} |`)
  }
})
