import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { second } from '../../support/moments.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import {
  type MessageFilterInput,
  MessagesDocument,
  UserActivitiesDocument,
  type UserActivityFilterInput,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ STORE_IP: 'true', MAX_COMPLEXITY: '20000' })
})
afterAll(() => app.close())

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const idsOf = ({ nodes }: { nodes: { eventId: string }[] }) => nodes.map(({ eventId }) => eventId)

describe('the list of user activities', () => {
  const list = async ({ answer }: Story, filter?: UserActivityFilterInput, first = 10) =>
    (await answer(UserActivitiesDocument, { first, filter })).userActivities

  test('shows the sent fields and those read from the user agent', async () => {
    await eventsHappened(app, 'activity', [
      {
        activity: {
          eventId: 'a1',
          type: 'login',
          userId: 'ann',
          username: 'Ann',
          ipAddress: '203.0.113.7',
          userAgent: firefox,
          metadata: { method: 'password' },
          timestamp: second(1),
          sessionId: 's1',
          channel: 'web',
        },
      },
      { activity: { eventId: 'a2', type: 'logout', timestamp: second(2) } },
      { event: { eventId: 'e1', name: 'login', userId: 'ann', timestamp: second(3) } },
    ])
    expect(await list(story(app, 'activity'))).toEqual({
      totalCount: 2,
      nodes: [
        {
          eventId: 'a2',
          type: 'logout',
          userId: 'tester',
          username: null,
          ipAddress: null,
          userAgent: null,
          browser: null,
          os: null,
          device: null,
          isBot: false,
          metadata: {},
          timestamp: second(2),
          sessionId: null,
          channel: null,
        },
        {
          eventId: 'a1',
          type: 'login',
          userId: 'ann',
          username: 'Ann',
          ipAddress: '203.0.113.7',
          userAgent: firefox,
          browser: 'Firefox',
          os: 'Linux',
          device: 'desktop',
          isBot: false,
          metadata: { method: 'password', username: 'Ann' },
          timestamp: second(1),
          sessionId: 's1',
          channel: 'web',
        },
      ],
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    })
  })

  describe('with a filter', () => {
    let project: Story
    beforeAll(async () => {
      project = story(app, 'activity filters')
      const mobile =
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
      await eventsHappened(
        app,
        'activity filters',
        [
          { eventId: '1', type: 'login', userId: 'ann', userAgent: firefox },
          { eventId: '2', type: 'login', userId: 'bob', userAgent: mobile },
          { eventId: '3', type: 'logout', userId: 'ann' },
          { eventId: '4', type: 'login', userId: 'crawler', userAgent: 'curl/8.5.0' },
        ].map((activity, i) => ({ activity: { ...activity, timestamp: second(i + 1) } })),
      )
    })

    test.each<[UserActivityFilterInput, string[]]>([
      [{}, ['4', '3', '2', '1']],
      [{ userId: 'ann' }, ['3', '1']],
      [{ userId: 'nobody' }, []],
      [{ type: 'login' }, ['4', '2', '1']],
      [{ type: 'login', userId: 'ann' }, ['1']],
      [{ isBot: true }, ['4']],
      [{ isBot: false }, ['3', '2', '1']],
      [{ isBot: null, type: null }, ['4', '3', '2', '1']],
      [{ browser: 'Firefox' }, ['1']],
      [{ device: 'mobile' }, ['2']],
      [{ device: 'mobile', isBot: false, type: 'login' }, ['2']],
      [{ range: { between: { from: second(2), to: second(4) } } }, ['3', '2']],
    ])('%j shows %j', async (filter, ids) => {
      const listed = await list(project, filter)
      expect(idsOf(listed)).toEqual(ids)
      expect(listed.totalCount).toBe(ids.length)
      expect((await list(project, filter, 1)).totalCount).toBe(ids.length)
    })
  })
})

describe('the list of messages', () => {
  const list = async ({ answer }: Story, filter?: MessageFilterInput, first = 10) =>
    (await answer(MessagesDocument, { first, filter })).messages

  test('shows every measure, tokens by type, and the source of the cost', async () => {
    await eventsHappened(app, 'measures', [
      {
        message: {
          eventId: 'm1',
          conversationId: 'c1',
          userId: 'ann',
          role: 'ASSISTANT',
          provider: 'anthropic',
          model: 'claude-3-sonnet',
          inputTokens: 1_000,
          cachedTokens: 200,
          cacheWriteTokens: 100,
          outputTokens: 500,
          reasoningTokens: 40,
          serviceTier: 'BATCH',
          responseTimeMs: 850.5,
          isFallback: true,
          feedback: 'NEGATIVE',
          botId: 'support',
          channel: 'web',
          sessionId: 's1',
          properties: { tone: 'kind' },
          timestamp: second(1),
        },
      },
      { message: { eventId: 'm2', conversationId: 'c1', role: 'USER', timestamp: second(2) } },
      {
        message: {
          eventId: 'm3',
          conversationId: 'c1',
          role: 'TOOL',
          costUsd: '0.0000000001',
          inputTokens: 9_000_000_000_000,
          timestamp: second(3),
        },
      },
      {
        message: { eventId: 'm4', conversationId: 'c1', role: 'SYSTEM', model: 'x', timestamp: second(4) },
      },
      { event: { name: 'message', conversationId: 'c1', timestamp: second(5) } },
    ])
    const { nodes, totalCount } = await list(story(app, 'measures'))
    const absent = {
      conversationId: 'c1',
      // The user, bot and channel are those of the conversation.
      userId: 'ann',
      provider: null,
      model: null,
      inputTokens: null,
      cachedTokens: null,
      cacheWriteTokens: null,
      audioInputTokens: null,
      outputTokens: null,
      reasoningTokens: null,
      audioOutputTokens: null,
      serviceTier: null,
      costUsd: null,
      costSource: null,
      responseTimeMs: null,
      isFallback: false,
      feedback: null,
      botId: 'support',
      channel: 'web',
      sessionId: null,
      properties: null,
    }
    expect(totalCount).toBe(4)
    expect(nodes).toEqual([
      { ...absent, eventId: 'm4', role: 'SYSTEM', model: 'x', costSource: 'UNKNOWN', timestamp: second(4) },
      {
        ...absent,
        eventId: 'm3',
        role: 'TOOL',
        inputTokens: 9_000_000_000_000,
        costUsd: '0.0000000001',
        costSource: 'PROVIDED',
        timestamp: second(3),
      },
      { ...absent, eventId: 'm2', role: 'USER', timestamp: second(2) },
      {
        eventId: 'm1',
        conversationId: 'c1',
        userId: 'ann',
        role: 'ASSISTANT',
        provider: 'anthropic',
        model: 'claude-3-sonnet',
        // 200 of the 1,000 were cached and 100 written into the cache, at half of the usual prices:
        // (700 × 3 + 200 × 0.3 + 100 × 3.75 + 500 × 15) ÷ 2 = 5,017.5 millionths.
        inputTokens: 700,
        cachedTokens: 200,
        cacheWriteTokens: 100,
        audioInputTokens: null,
        outputTokens: 500,
        reasoningTokens: 40,
        audioOutputTokens: null,
        serviceTier: 'BATCH',
        costUsd: '0.0050175',
        costSource: 'COMPUTED',
        responseTimeMs: 850.5,
        isFallback: true,
        feedback: 'NEGATIVE',
        botId: 'support',
        channel: 'web',
        sessionId: 's1',
        properties: { tone: 'kind' },
        timestamp: second(1),
      },
    ])
  })

  describe('with a filter', () => {
    let project: Story
    beforeAll(async () => {
      project = story(app, 'message filters')
      const answer = { role: 'ASSISTANT', provider: 'openai' }
      await eventsHappened(
        app,
        'message filters',
        [
          { eventId: '1', conversationId: 'c1', role: 'USER', userId: 'ann' },
          { eventId: '2', conversationId: 'c1', ...answer, model: 'gpt-4o', isFallback: true, botId: 'b' },
          { eventId: '3', conversationId: 'c2', role: 'USER', userId: 'bob' },
          {
            eventId: '4',
            conversationId: 'c2',
            ...answer,
            model: 'o3',
            isFallback: false,
            feedback: 'POSITIVE',
          },
        ].map((message, i) => ({ message: { ...message, timestamp: second(i + 1) } })),
      )
    })

    test.each<[MessageFilterInput, string[]]>([
      [{}, ['4', '3', '2', '1']],
      [{ conversationId: 'c1' }, ['2', '1']],
      // The answers are of the users of their conversations, the question of the bot that answers.
      [{ userId: 'bob' }, ['4', '3']],
      [{ userId: 'nobody' }, []],
      [{ role: 'ASSISTANT' }, ['4', '2']],
      [{ provider: 'openai' }, ['4', '2']],
      [{ model: 'o3' }, ['4']],
      [{ botId: 'b' }, ['2', '1']],
      [{ isFallback: true }, ['2']],
      [{ isFallback: false }, ['4', '3', '1']],
      [{ feedback: 'POSITIVE' }, ['4']],
      [{ feedback: 'NEGATIVE' }, []],
      [{ role: 'USER', conversationId: 'c2', isFallback: false }, ['3']],
      [{ range: { between: { from: second(2), to: second(3) } } }, ['2']],
    ])('%j shows %j', async (filter, ids) => {
      const listed = await list(project, filter)
      expect(idsOf(listed)).toEqual(ids)
      expect(listed.totalCount).toBe(ids.length)
      expect((await list(project, filter, 1)).totalCount).toBe(ids.length)
    })
  })
})

test('the list of events gives the kind of each event', async () => {
  const ofEachKind = [
    { event: { name: 'open' } },
    { activity: { type: 'login' } },
    { conversation: { conversationId: 'c', startedAt: second(0) } },
    { message: { conversationId: 'c', role: 'USER' } },
    { aiCall: { model: 'm' } },
    { apiCall: { endpoint: '/', method: 'GET', statusCode: 200 } },
    { systemMetric: { name: 'cpu', value: 1 } },
  ].map(event =>
    Object.fromEntries(
      Object.entries(event).map(([kind, input]) => [kind, { ...input, timestamp: second(0) }]),
    ),
  )
  await eventsHappened(app, 'kinds', ofEachKind)
  const { answer } = story(app, 'kinds')
  const { events } = await answer<{ events: { nodes: { eventKind: string }[] } }>(
    '{ events { nodes { eventKind } } }',
  )
  expect(events.nodes.map(({ eventKind }) => eventKind)).toEqual(
    ['CUSTOM', 'ACTIVITY', 'CONVERSATION', 'MESSAGE', 'AI_CALL', 'API_CALL', 'SYSTEM_METRIC'].reverse(),
  )
})
