import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { walk } from '../../support/graphql/walk.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import {
  ConversationDocument,
  type ConversationFilterInput,
  ConversationsDocument,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const list = async ({ answer }: Story, filter?: ConversationFilterInput, first = 10, after?: string | null) =>
  (await answer(ConversationsDocument, { first, after, filter })).conversations
const one = async ({ answer }: Story, id: string) => (await answer(ConversationDocument, { id })).conversation
const idsOf = ({ nodes }: { nodes: { conversationId: string }[] }) =>
  nodes.map(({ conversationId }) => conversationId)

/** This many minutes after 10:00. */
const minute = (minutes: number) => new Date(Date.UTC(2024, 2, 1, 10, 0, minutes * 60)).toISOString()

const unknown = {
  resolved: null,
  satisfaction: null,
  topics: [],
  botId: null,
  channel: null,
  userId: null,
  endedAt: null,
  durationSeconds: null,
}
const silent = { messageCount: 0, totalTokens: 0, costUsd: null, averageResponseTimeMs: null }

describe('the list of conversations', () => {
  let project: Story
  beforeAll(async () => {
    project = story(app, 'listed')
    const sonnet = { role: 'ASSISTANT', provider: 'anthropic', model: 'claude-3-sonnet' }
    const events = [
      {
        conversation: {
          conversationId: 'solved',
          userId: 'ann',
          botId: 'support',
          channel: 'web',
          topics: ['billing', 'refund'],
          startedAt: minute(0),
        },
      },
      { message: { conversationId: 'solved', role: 'USER', timestamp: minute(1) } },
      {
        message: {
          conversationId: 'solved',
          ...sonnet,
          inputTokens: 1_000,
          cachedTokens: 200,
          outputTokens: 500,
          responseTimeMs: 800,
          timestamp: minute(2),
        },
      },
      {
        message: {
          conversationId: 'solved',
          role: 'ASSISTANT',
          inputTokens: 100,
          outputTokens: 50,
          costUsd: '0.01',
          responseTimeMs: 1_200,
          timestamp: minute(3),
        },
      },
      // The messages of the model call are not in the conversation twice.
      {
        aiCall: {
          conversationId: 'solved',
          ...sonnet,
          role: undefined,
          inputTokens: 9,
          durationMs: 9,
          timestamp: minute(3),
        },
      },
      { conversation: { conversationId: 'solved', resolved: true, satisfaction: 5, endedAt: minute(12) } },
      { message: { conversationId: 'implied', role: 'USER', userId: 'bob', timestamp: minute(20) } },
      { message: { conversationId: 'implied', ...sonnet, model: 'never heard of', timestamp: minute(21) } },
      { conversation: { conversationId: 'silent', startedAt: minute(30) } },
      {
        conversation: {
          conversationId: 'silent',
          status: 'ABANDONED',
          satisfaction: 2,
          timestamp: minute(31.5),
        },
      },
    ]
    await eventsHappened(app, 'listed', events)
  })

  test('shows the state and the message totals of each, newest start first', async () => {
    expect(await list(project)).toEqual({
      totalCount: 3,
      nodes: [
        {
          ...unknown,
          ...silent,
          conversationId: 'silent',
          status: 'ABANDONED',
          isImplied: false,
          satisfaction: 2,
          startedAt: minute(30),
          endedAt: minute(31.5),
          lastEventAt: minute(31.5),
          durationSeconds: 90,
        },
        {
          ...unknown,
          ...silent,
          conversationId: 'implied',
          status: 'ACTIVE',
          isImplied: true,
          userId: 'bob',
          startedAt: minute(20),
          lastEventAt: minute(21),
          messageCount: 2,
        },
        {
          conversationId: 'solved',
          status: 'COMPLETED',
          isImplied: false,
          resolved: true,
          satisfaction: 5,
          topics: ['billing', 'refund'],
          botId: 'support',
          channel: 'web',
          userId: 'ann',
          startedAt: minute(0),
          endedAt: minute(12),
          lastEventAt: minute(12),
          durationSeconds: 720,
          messageCount: 3,
          // 800 + 200 + 500 for the first answer, 100 + 50 for the second.
          totalTokens: 1_650,
          // (800 × 3 + 200 × 0.3 + 500 × 15) ÷ 1,000,000 = 0.00996 computed, 0.01 given, unknown for the question.
          costUsd: '0.01996',
          // Over the two answers.
          averageResponseTimeMs: 1_000,
        },
      ],
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    })
  })

  test.each<[ConversationFilterInput, string[]]>([
    [{}, ['silent', 'implied', 'solved']],
    [{ status: 'COMPLETED' }, ['solved']],
    [{ status: 'ESCALATED' }, []],
    [{ userId: 'ann' }, ['solved']],
    [{ userId: 'nobody' }, []],
    [{ botId: 'support' }, ['solved']],
    [{ channel: 'web' }, ['solved']],
    [{ channel: 'Web' }, []],
    [{ isImplied: true }, ['implied']],
    [{ isImplied: false }, ['silent', 'solved']],
    [{ resolved: true }, ['solved']],
    [{ resolved: false }, []],
    [{ minSatisfaction: 2 }, ['silent', 'solved']],
    [{ minSatisfaction: 3 }, ['solved']],
    [{ minSatisfaction: 1, isImplied: false, status: 'ABANDONED' }, ['silent']],
    [{ range: { between: { from: minute(0), to: minute(20) } } }, ['solved']],
    [{ range: { between: { from: minute(0.02), to: minute(30) } } }, ['implied']],
  ])('with the filter %j shows %j', async (filter, ids) => {
    const listed = await list(project, filter)
    expect(idsOf(listed)).toEqual(ids)
    expect(listed.totalCount).toBe(ids.length)
    expect((await list(project, filter, 1)).totalCount).toBe(ids.length)
  })

  test('gives each conversation the same numbers on every page, and by itself', async () => {
    const { nodes } = await list(project)
    const pages = await walk(after => list(project, {}, 1, after))
    expect(pages).toEqual(nodes.map(node => [node]))
    for (const node of nodes) expect(await one(project, node.conversationId)).toEqual(node)
  })
})

describe('the metrics of a conversation', () => {
  test('cover its first and its last message, however far apart, and no message of another conversation', async () => {
    const said = (conversationId: string, timestamp: string) => ({
      message: { conversationId, role: 'USER', outputTokens: 1, timestamp },
    })
    const [january, february, june] = ['2024-01-01', '2024-02-10', '2024-06-30'].map(
      day => `${day}T12:00:00.000Z`,
    )
    await eventsHappened(app, 'long', [
      said('long', january!),
      said('long', february!),
      said('long', june!),
      said('short', february!),
    ])
    const project = story(app, 'long')
    expect(await one(project, 'long')).toMatchObject({
      startedAt: january,
      lastEventAt: june,
      messageCount: 3,
      totalTokens: 3,
    })
    expect((await list(project)).nodes).toMatchObject([
      { conversationId: 'short', messageCount: 1 },
      { conversationId: 'long', messageCount: 3 },
    ])
  })

  test('include messages from a moment ago', async () => {
    const project = story(app, 'fresh')
    for (const messageCount of [1, 2, 3]) {
      await eventsHappened(app, 'fresh', [{ message: { conversationId: 'c', role: 'USER' } }])
      expect(await one(project, 'c')).toMatchObject({ messageCount })
    }
  })

  test('add up money without a rounding error', async () => {
    const costs = ['0.1', '0.2', '0.000000000001']
    await eventsHappened(
      app,
      'money',
      costs.map(costUsd => ({ message: { conversationId: 'c', role: 'ASSISTANT', costUsd } })),
    )
    expect(await one(story(app, 'money'), 'c')).toMatchObject({ costUsd: '0.300000000001' })
  })

  test('give a cost of 0 for free messages, and none for unknown costs', async () => {
    await eventsHappened(app, 'free', [
      { message: { conversationId: 'free', role: 'ASSISTANT', costUsd: '0', responseTimeMs: 0 } },
      { message: { conversationId: 'unknown', role: 'ASSISTANT', model: 'x' } },
    ])
    const project = story(app, 'free')
    expect(await one(project, 'free')).toMatchObject({ costUsd: '0', averageResponseTimeMs: 0 })
    expect(await one(project, 'unknown')).toMatchObject({ costUsd: null, averageResponseTimeMs: null })
  })
})

describe('one conversation', () => {
  test('is null if no event mentions it', async () => {
    expect(await one(story(app, 'listed'), 'unheard of')).toBeNull()
  })

  test('contains only messages of its own project', async () => {
    for (const [project, messages] of [
      ['mine', 1],
      ['other', 2],
    ] as const)
      await eventsHappened(
        app,
        project,
        Array.from({ length: messages }, () => ({ message: { conversationId: 'shared', role: 'USER' } })),
      )
    await eventsHappened(app, 'other', [{ message: { conversationId: 'secret', role: 'USER' } }])
    expect(await one(story(app, 'mine'), 'shared')).toMatchObject({ messageCount: 1 })
    expect(await one(story(app, 'other'), 'shared')).toMatchObject({ messageCount: 2 })
    expect(await one(story(app, 'mine'), 'secret')).toBeNull()
  })

  test('is refused for an id that could not be stored', async () => {
    expect(await story(app, 'listed').refusal(ConversationDocument, { id: 'a\0' })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_TEXT',
      field: 'id',
    })
  })
})
