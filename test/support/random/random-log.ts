import fc from 'fast-check'
import type { LogEvent } from '../evaluate/log-event.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Clock changes of the zones that tests ask in, in the middle of a year and at its turn. */
const turns = [
  '2024-03-31T01:00:00Z',
  '2024-10-27T01:00:00Z',
  '2024-04-06T15:00:00Z',
  '2024-10-05T15:30:00Z',
  '2024-12-31T18:00:00Z',
].map(text => Date.parse(text))

const turn = fc.constantFrom(...turns)

/**
 * The events of one project in log order, which differs from time order: 30 to 80 events of every kind around one clock
 * change, and a few around another. Every optional field is sometimes absent.
 */
export const randomLog: fc.Arbitrary<LogEvent[]> = turn.chain(home =>
  fc
    .array(
      fc.oneof(
        { weight: 9, arbitrary: eventAround(home) },
        { weight: 1, arbitrary: turn.chain(eventAround) },
      ),
      {
        minLength: 30,
        maxLength: 80,
        size: 'max',
      },
    )
    .map(events => events.map((event, position) => ({ ...event, position }))),
)

/** Half an hour apart, give or take a millisecond: sessions end and buckets start just there. Ties are common. */
const momentAround = (center: number) =>
  fc
    .record({
      halfHours: fc.integer({ min: -22, max: 22 }),
      minutes: fc.constantFrom(0, 0, 0, 10, 20),
      ms: fc.constantFrom(-1, 0, 0, 0, 1),
    })
    .map(({ halfHours, minutes, ms }) => center + halfHours * (HOUR / 2) + minutes * MINUTE + ms)

/** Undefined about every third time. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) })

const rarely = fc.oneof(
  { weight: 1, arbitrary: fc.constant(true) },
  { weight: 9, arbitrary: fc.constantFrom(false, undefined) },
)

const eventAround = (center: number): fc.Arbitrary<LogEvent> =>
  fc
    .tuple(common(center), fc.oneof(event, activity, conversation, message, aiCall, apiCall, systemMetric))
    .map(([shared, kind]) => ({ ...shared, ...kind }) as LogEvent)

const common = (center: number) =>
  fc.record({
    user: fc.constantFrom('ann', 'ann', 'bob', 'cem', 'Ann', null),
    at: momentAround(center),
    // A session with an id may last for months.
    sessionId: fc.constantFrom(undefined, undefined, undefined, `a ${center}`, `b ${center}`, 'c'),
    conversationId: fc.constantFrom(undefined, 'c1', 'c2', 'c3'),
    botId: maybe(fc.constantFrom('support', 'sales')),
    channel: maybe(fc.constantFrom('web', 'Web', 'slack', 'Café')),
    properties: maybe(
      fc.record(
        {
          plan: fc.constantFrom('pro', 'free', 'Pro'),
          seats: fc.constantFrom(1, 3, 2.5),
          trial: fc.boolean(),
          language: fc.constantFrom('de', 'en'),
          country: fc.constantFrom('DE', 'GB'),
          tags: fc.oneof(
            fc.array(fc.constantFrom('vip', 'beta', 3, null), { maxLength: 3 }),
            fc.constant('vip'),
          ),
          address: fc.record({ city: fc.constantFrom('Köln', 'KÖLN', 'Paris') }, { requiredKeys: [] }),
        },
        { requiredKeys: [] },
      ),
    ),
  })

/** Some have the name of another kind. */
const event = fc.record({
  kind: fc.constant('event'),
  name: fc.constantFrom('open', 'ask', 'login', 'message', 'ai_call'),
})

const activity = fc.record({
  kind: fc.constant('activity'),
  name: fc.constantFrom('login', 'login', 'logout', 'registration', 'Login'),
  isBot: rarely,
  browser: maybe(fc.constantFrom('Firefox', 'Chrome')),
  os: maybe(fc.constantFrom('Android', 'Linux')),
  device: maybe(fc.constantFrom('desktop', 'mobile')),
})

const conversation = fc.record({
  kind: fc.constant('conversation'),
  name: fc.constantFrom('conversation_started', 'conversation_changed', 'conversation_ended'),
  conversationId: fc.constantFrom('c1', 'c2', 'c3', 'c4'),
  satisfaction: maybe(fc.integer({ min: 1, max: 5 })),
})

const milliseconds = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 250, 12.345, 31_536_000_000),
  fc.integer({ min: 1, max: 100_000_000 }).map(microseconds => microseconds / 1_000),
)
const tokens = fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.constantFrom(0, 3_000_000_000, 10 ** 13))

const amount = fc
  .tuple(fc.constantFrom(0n, 1n, 12n, 900_719_925_474n), fc.bigInt({ min: 0n, max: 999_999_999_999n }))
  .map(([dollars, rest]) => `${dollars}.${String(rest).padStart(12, '0')}`)

const cost = fc.oneof(
  fc.record({ costSource: fc.constantFrom('PROVIDED', 'COMPUTED', 'LOWER_BOUND'), costUsd: amount }),
  fc.record({ costSource: fc.constant('COMPUTED'), costUsd: fc.constant('0'), savedCostUsd: amount }),
  fc.constant({ costSource: 'UNKNOWN' }),
  fc.constant({}),
)

const usage = fc
  .tuple(
    cost,
    fc.record({
      provider: maybe(fc.constantFrom('openai', 'acme')),
      model: maybe(fc.constantFrom('small', 'large')),
      inputTokens: maybe(tokens),
      cachedTokens: maybe(tokens),
      cacheWriteTokens: maybe(tokens),
      audioInputTokens: maybe(tokens),
      outputTokens: maybe(tokens),
      reasoningTokens: maybe(tokens),
      audioOutputTokens: maybe(tokens),
      serviceTier: maybe(fc.constantFrom('BATCH', 'PRIORITY')),
    }),
  )
  .map(([priced, used]) => ({ ...priced, ...used }))

const message = fc
  .tuple(
    usage,
    fc.record({
      kind: fc.constant('message'),
      name: fc.constant('message'),
      conversationId: fc.constantFrom('c1', 'c2', 'c3', 'c5'),
      role: fc.constantFrom('USER', 'ASSISTANT', 'ASSISTANT', 'SYSTEM', 'TOOL'),
      durationMs: maybe(milliseconds),
      isFallback: fc.constantFrom(true, false, undefined),
      feedback: fc.constantFrom('POSITIVE', 'NEGATIVE', undefined),
    }),
  )
  .map(([used, said]) => ({ ...used, ...said }))

const aiCall = fc
  .tuple(
    usage,
    fc.record({
      kind: fc.constant('ai_call'),
      name: fc.constant('ai_call'),
      callType: fc.constantFrom('COMPLETION', 'COMPLETION', 'EMBEDDING', 'IMAGE', 'OTHER'),
      durationMs: maybe(milliseconds),
      firstTokenMs: maybe(milliseconds),
      success: fc.constantFrom(true, true, false),
      cacheHit: fc.constantFrom(true, false, undefined),
    }),
  )
  .map(([used, called]) => ({ ...used, ...called }))

const apiCall = fc
  .record({
    kind: fc.constant('api_call'),
    name: fc.constant('api_call'),
    endpoint: fc.constantFrom('/chat', '/users/:id'),
    method: fc.constantFrom('GET', 'POST'),
    statusCode: fc.constantFrom(undefined, 100, 200, 204, 399, 400, 404, 499, 500, 599),
    durationMs: maybe(milliseconds),
  })
  .map(call => ({ ...call, success: call.statusCode !== undefined && call.statusCode < 400 }))

const systemMetric = fc.record({
  kind: fc.constant('system_metric'),
  name: fc.constantFrom('queue_length', 'login'),
})
