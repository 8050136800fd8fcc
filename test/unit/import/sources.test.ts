import { expect, test } from 'vitest'
import { type SourceName, sourceOf, sources } from '../../../src/cli/import/sources/index.ts'
import { type Columns, type Taken } from '../../../src/cli/import/sources/source.ts'

/** What a row says: `kind` with the fields of the event, an identity, or what is left out. */
function read(source: SourceName, row: Columns, zone = 'UTC') {
  expect(sourceOf(row)).toBe(source)
  return [...sources[source].read(row, { zone })].map(said)
}

const said = (part: Taken) => ('event' in part ? { [part.kind]: part.event } : part)

test('an event of Mixpanel has an id of what Mixpanel removes duplicates by, and the id of the user', () => {
  const properties = {
    time: 1709283600,
    distinct_id: 'ann',
    $insert_id: 'i-1',
    $user_id: 'ann',
    $device_id: 'd-1',
    plan: 'pro',
  }
  const [event] = read('mixpanel', { event: 'Signed up', properties })
  expect(event).toEqual({
    event: {
      eventId: expect.stringMatching(/^mp:[0-9a-f]{32}$/),
      name: 'Signed up',
      userId: 'ann',
      anonymousId: 'd-1',
      timestamp: '2024-03-01T09:00:00.000Z',
      properties: { plan: 'pro' },
    },
  })
  const idOf = (changed: object, name = 'Signed up') =>
    (read('mixpanel', { event: name, properties: { ...properties, ...changed } })[0] as { event: Columns })
      .event.eventId
  const ids = [
    idOf({}),
    idOf({ plan: 'free' }),
    idOf({ time: 1709283601 }),
    idOf({ $insert_id: 'i-2' }),
    idOf({}, 'Upgrade'),
  ]
  expect(ids[1]).toBe(ids[0])
  expect(new Set(ids).size).toBe(4)
  expect(idOf({ $insert_id: undefined })).toBeUndefined()
})

test('an event of Mixpanel keeps its id when its user was identified between two exports', () => {
  const idOf = (ids: object) => {
    const [event] = read('mixpanel', {
      event: 'open',
      properties: { time: 1709283600, $insert_id: 'i-1', ...ids },
    }) as { event: Columns }[]
    return event!.event.eventId
  }
  const before = idOf({ distinct_id: '$device:d-1' })
  expect(idOf({ distinct_id: 'ann', $distinct_id_before_identity: '$device:d-1' })).toBe(before)
  expect(idOf({ distinct_id: 'ann', $distinct_id_before_identity: null })).not.toBe(before)
  expect(idOf({ distinct_id: 'ann', $distinct_id_before_identity: null })).toBe(idOf({ distinct_id: 'ann' }))
})

test('two events of GA4 of one user, name and microsecond are two, and the same row twice is one', () => {
  const row = {
    event_name: 'view_item',
    event_timestamp: '1709283600000001',
    user_pseudo_id: '1.1',
    event_params: [{ key: 'item', value: { string_value: 'a' } }],
    items: [{ item_id: 'a' }],
    user_ltv: { revenue: 1 },
  }
  const idOf = (changed: object) =>
    (read('ga4', { ...row, ...changed })[0] as { event: Columns }).event.eventId
  const other = { event_params: [{ key: 'item', value: { string_value: 'b' } }] }
  const ids = [idOf({}), idOf(other), idOf({ items: [{ item_id: 'b' }] }), idOf({ batch_event_index: '2' })]
  expect(new Set(ids).size).toBe(4)
  expect(idOf({})).toBe(ids[0])
  expect(idOf({ user_ltv: { revenue: 2 } })).toBe(ids[0])
})

test('two messages of Segment of one user, name and time are two by their ids', () => {
  const message = { type: 'track', event: 'open', userId: 'ann', timestamp: '2024-03-01T09:00:00.000Z' }
  const idOf = (messageId: string | null) =>
    (read('segment', { ...message, messageId })[0] as { event: Columns }).event.eventId
  expect([idOf('m-1'), idOf('m-2'), idOf('m-1')]).toEqual(['seg:m-1', 'seg:m-2', 'seg:m-1'])
  // The import gives it an id of the file and the line.
  expect(idOf(null)).toBeUndefined()
})

test('a visitor of Mixpanel is known by the device, without the mark', () => {
  const properties = { time: 1709283600, distinct_id: '$device:d-1' }
  expect(read('mixpanel', { event: 'open', properties })).toMatchObject([{ event: { anonymousId: 'd-1' } }])
  expect(
    read('mixpanel', { event: 'open', properties: { ...properties, distinct_id: 'd-1', $device_id: 'd-1' } }),
  ).toMatchObject([{ event: { anonymousId: 'd-1' } }])
  expect(
    read('mixpanel', { event: 'open', properties: { ...properties, distinct_id: '' } })[0],
  ).not.toHaveProperty('event.userId')
})

test('times of a Mixpanel project from before 2023 are those of its zone, with and without summer time', () => {
  const at = (time: number, zone: string) =>
    (
      read('mixpanel', { event: 'open', properties: { time, distinct_id: 'ann' } }, zone)[0] as {
        event: Columns
      }
    ).event.timestamp
  expect(at(1641031200, 'America/New_York')).toBe('2022-01-01T15:00:00.000Z')
  expect(at(1656669600, 'America/New_York')).toBe('2022-07-01T14:00:00.000Z')
  expect(at(1656669600123, 'UTC')).toBe('2022-07-01T10:00:00.123Z')
})

test('links of Mixpanel are identities and no events', () => {
  const at = 1709283600000
  const row = (event: string, properties: object) => ({
    event,
    properties: { time: 1709283600, distinct_id: 'ann', ...properties },
  })
  expect(read('mixpanel', row('$identify', { $identified_id: 'ann', $anon_id: '$device:d-1' }))).toEqual([
    { identity: { at, userId: 'ann', visitorId: 'd-1' } },
    { skipped: '$identify events, which link ids' },
  ])
  expect(read('mixpanel', row('$create_alias', { alias: 'ann', distinct_id: 'old' }))[0]).toEqual({
    identity: { at, userId: 'ann', visitorId: 'old' },
  })
  const merge = read('mixpanel', row('$merge', { $distinct_ids: ['$device:d-2', 'ann'] }))
  expect(merge[0]).toEqual({ identity: { at, userId: 'ann', visitorId: 'd-2' } })
  expect(
    read('mixpanel', { $distinct_id: 'ann', $properties: { $name: 'Ann', plan: 'pro', left: null } }),
  ).toEqual([{ identity: { at: 0, userId: 'ann', username: 'Ann', set: { plan: 'pro' } } }])
})

test('a row of Amplitude is an event, and its user properties are traits of that moment', () => {
  const row = {
    $insert_id: 'i-1',
    uuid: 'u-1',
    event_type: 'watch',
    event_time: '2021-04-01 19:42:58.123000',
    user_id: 'ann',
    device_id: 'd-1',
    session_id: -1,
    platform: 'iOS',
    city: null,
    ip_address: '1.2.3.4',
    event_properties: { first: true },
    user_properties: { plan: 'pro' },
    groups: { org: 'acme' },
  }
  const timestamp = '2021-04-01T19:42:58.123Z'
  const properties = { platform: 'iOS', org: 'acme', first: true }
  expect(read('amplitude', row)).toEqual([
    {
      event: { eventId: 'amp:i-1', name: 'watch', userId: 'ann', anonymousId: 'd-1', timestamp, properties },
    },
    { identity: { at: Date.parse(timestamp), userId: 'ann', set: { plan: 'pro' } } },
  ])
  expect(
    read('amplitude', { ...row, user_id: null, $insert_id: null, session_id: 1617306178000 }),
  ).toMatchObject([
    { event: { eventId: 'amp:u-1', anonymousId: 'd-1', sessionId: '1617306178000' } },
    { identity: { visitorId: 'd-1' } },
  ])
  expect(read('amplitude', { ...row, event_type: '$identify' }).map(part => Object.keys(part))).toEqual([
    ['skipped'],
    ['identity'],
  ])
  expect(() => read('amplitude', { ...row, event_time: null })).toThrow(
    'the row has no event_time, and no client_event_time',
  )
})

test('a generation of PostHog is an AI call without its prompt, in milliseconds and dollars', () => {
  const properties = {
    $ai_provider: 'anthropic',
    $ai_model: 'claude-sonnet-4',
    $ai_input_tokens: 100,
    $ai_cache_read_input_tokens: 40,
    $ai_output_tokens: 20,
    $ai_latency: 1.25,
    $ai_time_to_first_token: 0.3,
    $ai_total_cost_usd: 2e-7,
    $ai_trace_id: 'tr-1',
    $ai_session_id: 'conv-1',
    $ai_is_error: true,
    $ai_http_status: 429,
    $ai_input: [{ content: 'a prompt' }],
    $ai_output_choices: ['an answer'],
    plan: 'pro',
  }
  const row = {
    uuid: 'p-1',
    event: '$ai_generation',
    distinct_id: 'ann',
    timestamp: '2024-03-01 09:00:00.123456+01',
    properties: JSON.stringify(properties),
  }
  expect(read('posthog', row)).toEqual([
    {
      aiCall: {
        eventId: 'ph:p-1',
        userId: 'ann',
        timestamp: '2024-03-01T08:00:00.123Z',
        conversationId: 'conv-1',
        callType: 'COMPLETION',
        provider: 'anthropic',
        model: 'claude-sonnet-4',
        inputTokens: 100,
        cachedTokens: 40,
        inputIncludesCached: false,
        outputTokens: 20,
        costUsd: '0.0000002',
        durationMs: 1250,
        timeToFirstTokenMs: 300,
        success: false,
        errorClass: '429',
        properties: { plan: 'pro', traceId: 'tr-1', $ai_http_status: 429 },
      },
    },
  ])
})

test('PostHog identifies users, and a visitor is not identified', () => {
  const row = { uuid: 'p-1', event: '$identify', distinct_id: 'ann', timestamp: '2024-03-01T09:00:00Z' }
  const at = Date.parse(row.timestamp)
  const properties = {
    $anon_distinct_id: 'd-1',
    $set: { name: 'Ann', plan: 'pro' },
    $set_once: { source: 'ad' },
    $unset: ['trial'],
  }
  expect(read('posthog', { ...row, properties })).toEqual([
    { skipped: '$identify events' },
    { identity: { at, userId: 'ann', visitorId: 'd-1' } },
    {
      identity: {
        at,
        userId: 'ann',
        username: 'Ann',
        set: { plan: 'pro' },
        setOnce: { source: 'ad' },
        unset: ['trial'],
      },
    },
  ])
  const view = { ...row, event: '$pageview', distinct_id: 'd-1' }
  expect(
    read('posthog', { ...view, properties: { $device_id: 'd-1', '$feature/new': true, $ip: '1.2.3.4' } }),
  ).toEqual([
    {
      event: {
        eventId: 'ph:p-1',
        name: 'page_view',
        anonymousId: 'd-1',
        timestamp: '2024-03-01T09:00:00.000Z',
        properties: {},
      },
    },
  ])
  expect(read('posthog', { ...view, event: '$feature_flag_called', properties: {} })).toEqual([
    { skipped: '$feature_flag_called events' },
  ])
  const person = {
    distinct_ids: ['0190a5b8-0000-7000-8000-000000000000', 'ann'],
    properties: { plan: 'pro' },
    created_at: '2024-03-01T09:00:00Z',
  }
  expect(read('posthog', person)).toMatchObject([
    { identity: { userId: 'ann', visitorId: person.distinct_ids[0] } },
    { identity: { userId: 'ann', set: { plan: 'pro' } } },
  ])
})

test('parameters of GA4 become properties of one level, and its user properties keep their times', () => {
  const param = (key: string, value: object) => ({ key, value })
  const row = {
    event_timestamp: '1709283600123456',
    event_name: 'page_view',
    event_params: [
      param('ga_session_id', { int_value: '77' }),
      param('page_title', { string_value: 'Home' }),
      param('value', { double_value: 1.5 }),
    ],
    user_pseudo_id: '1.2',
    user_id: 'ann',
    user_properties: [param('plan', { string_value: 'pro', set_timestamp_micros: '1709280000000000' })],
    device: { category: 'mobile', web_info: { browser: 'Safari' } },
    geo: { country: 'Austria', city: '' },
    batch_event_index: '1',
  }
  expect(read('ga4', row)).toEqual([
    {
      event: {
        eventId: expect.stringMatching(/^ga4:[0-9a-f]{32}$/),
        name: 'page_view',
        userId: 'ann',
        anonymousId: '1.2',
        sessionId: '1.2.77',
        timestamp: '2024-03-01T09:00:00.123Z',
        properties: {
          device_category: 'mobile',
          browser: 'Safari',
          country: 'Austria',
          page_title: 'Home',
          value: 1.5,
        },
      },
    },
    { identity: { at: 1709280000000, userId: 'ann', set: { plan: 'pro' } } },
  ])
})

test('messages of Segment become events, traits and links', () => {
  const row = {
    messageId: 'm-1',
    anonymousId: 'anon-1',
    userId: null,
    timestamp: '2024-03-01T09:00:00Z',
    sentAt: '2024-03-01T09:00:05Z',
  }
  const at = Date.parse(row.timestamp)
  const context = { ip: '1.2.3.4', page: { url: 'https://x.example/' }, campaign: { name: 'spring' } }
  expect(
    read('segment', {
      ...row,
      type: 'track',
      event: 'Sent',
      properties: { plan: 'pro', left: null },
      context,
    }),
  ).toEqual([
    {
      event: {
        eventId: 'seg:m-1',
        name: 'Sent',
        anonymousId: 'anon-1',
        timestamp: '2024-03-01T09:00:00.000Z',
        properties: { url: 'https://x.example/', utm_campaign: 'spring', plan: 'pro' },
      },
    },
  ])
  expect(read('segment', { ...row, type: 'page', name: 'Home' })).toMatchObject([
    { event: { name: 'page_view', properties: { name: 'Home' } } },
  ])
  expect(
    read('segment', { ...row, type: 'identify', userId: 'ann', traits: { name: 'Ann', plan: 'pro' } }),
  ).toEqual([{ identity: { at, userId: 'ann', visitorId: 'anon-1', username: 'Ann', set: { plan: 'pro' } } }])
  expect(read('segment', { ...row, type: 'alias', userId: 'ann', previousId: 'old' })).toEqual([
    { identity: { at, userId: 'ann', visitorId: 'old' } },
  ])
  const group = read('segment', { ...row, type: 'group', groupId: 'acme', traits: { seats: 5 } })
  expect(group).toMatchObject([
    { event: { name: 'group', properties: { groupId: 'acme', seats: 5 } } },
    { identity: { set: { groupId: 'acme' } } },
  ])
})

test('a row of a Segment warehouse is the message of its table', () => {
  const row = {
    id: 'm-1',
    anonymous_id: 'anon-1',
    received_at: '2024-03-01 09:00:02',
    timestamp: '2024-03-01 09:00:00 UTC',
  }
  expect(
    read('segment', {
      ...row,
      event: 'message_sent',
      event_text: 'Message Sent',
      plan: 'pro',
      context_ip: '1.2.3.4',
    }),
  ).toEqual([
    {
      event: {
        eventId: 'seg:m-1',
        name: 'Message Sent',
        anonymousId: 'anon-1',
        timestamp: '2024-03-01T09:00:00.000Z',
        properties: { plan: 'pro' },
      },
    },
  ])
  expect(read('segment', { ...row, path: '/a', name: 'Home' })).toMatchObject([
    { event: { name: 'page_view', properties: { name: 'Home', path: '/a' } } },
  ])
  expect(read('segment', { ...row, user_id: 'ann', plan: 'pro' })).toMatchObject([
    { identity: { userId: 'ann', set: { plan: 'pro' } } },
  ])
})

test('the parts of the usage of Langfuse add up, under both names of the columns', () => {
  const row = {
    id: 'o-1',
    trace_id: 't-1',
    type: 'GENERATION',
    start_time: '2024-03-01 09:00:00.000',
    end_time: '2024-03-01 09:00:01.500',
    completion_start_time: '2024-03-01 09:00:00.300',
    provided_model_name: 'o3-mini',
    usage_details: {
      input: 100,
      cache_read_input_tokens: 40,
      input_cache_creation: 10,
      output: 20,
      output_reasoning_tokens: 8,
      total: 178,
    },
    total_cost: 0.0125,
    level: 'ERROR',
    status_message: 'timeout',
    input: 'a prompt',
    output: 'an answer',
    session_id: 's-1',
    user_id: 'ann',
  }
  const call = {
    eventId: 'lf:o-1',
    userId: 'ann',
    conversationId: 's-1',
    timestamp: '2024-03-01T09:00:00.000Z',
    callType: 'COMPLETION',
    model: 'o3-mini',
    inputTokens: 100,
    cachedTokens: 40,
    cacheWriteTokens: 10,
    inputIncludesCached: false,
    outputTokens: 28,
    reasoningTokens: 8,
    costUsd: '0.0125',
    durationMs: 1500,
    timeToFirstTokenMs: 300,
    success: false,
    errorMessage: 'timeout',
    properties: { traceId: 't-1' },
  }
  const renamed = Object.fromEntries(
    Object.entries(row).map(([key, cell]) => [
      key.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
      cell,
    ]),
  )
  expect([read('langfuse', row), read('langfuse', renamed)]).toEqual([[{ aiCall: call }], [{ aiCall: call }]])
  expect(read('langfuse', { ...row, type: 'SPAN' })).toEqual([{ skipped: 'observations of the type SPAN' }])
})

test('traces of Langfuse belong to conversations, and ratings are their satisfaction', () => {
  const trace = {
    id: 't-1',
    timestamp: '2024-03-01T09:00:00Z',
    name: 'chat',
    sessionId: 's-1',
    userId: 'ann',
    release: 'v1',
  }
  expect(read('langfuse', trace)).toEqual([
    {
      conversation: {
        eventId: 'lf:t-1',
        userId: 'ann',
        conversationId: 's-1',
        timestamp: '2024-03-01T09:00:00.000Z',
        properties: { name: 'chat', release: 'v1' },
      },
    },
  ])
  expect(read('langfuse', { ...trace, sessionId: null })).toEqual([{ skipped: 'traces without a session' }])
  const score = {
    id: 'sc-1',
    timestamp: '2024-03-01T09:00:00Z',
    name: 'user rating',
    value: 4,
    dataType: 'NUMERIC',
    traceId: 't-1',
    sessionId: 's-1',
  }
  expect(read('langfuse', score)).toMatchObject([
    { conversation: { conversationId: 's-1', satisfaction: 4 } },
  ])
  expect(read('langfuse', { ...score, name: 'faithfulness', value: 0.75 })).toMatchObject([
    { event: { name: 'score', properties: { score: 'faithfulness', value: 0.75 } } },
  ])
})

test('a row of LiteLLM keeps its cost, its parts of the input and its failure', () => {
  const row = {
    request_id: 'r-1',
    call_type: 'acompletion',
    spend: 5.5e-6,
    prompt_tokens: '100',
    completion_tokens: '20',
    startTime: '2024-03-01 09:00:00.250',
    endTime: '2024-03-01 09:00:00.950',
    completionStartTime: '2024-03-01 09:00:00.400',
    model: 'openai/gpt-4o',
    custom_llm_provider: 'openai',
    user: 'service',
    end_user: 'ann',
    cache_hit: 'True',
    session_id: 's-1',
    status: 'failure',
    request_tags: ['prod'],
    metadata: {
      usage_object: { prompt_tokens_details: { cached_tokens: 60 } },
      error_information: { error_class: 'RateLimitError', error_message: 'slow down' },
    },
    messages: 'a prompt',
    api_key: 'a key',
  }
  expect(read('litellm', row)).toEqual([
    {
      aiCall: {
        eventId: 'llm:r-1',
        userId: 'ann',
        conversationId: 's-1',
        timestamp: '2024-03-01T09:00:00.250Z',
        callType: 'COMPLETION',
        provider: 'openai',
        model: 'openai/gpt-4o',
        inputTokens: 100,
        outputTokens: 20,
        cachedTokens: 60,
        costUsd: '0.0000055',
        cacheHit: true,
        durationMs: 700,
        timeToFirstTokenMs: 150,
        success: false,
        errorClass: 'RateLimitError',
        errorMessage: 'slow down',
        properties: { call_type: 'acompletion', tags: ['prod'], provider_user: 'service' },
      },
    },
  ])
  expect(read('litellm', { ...row, end_user: '', cache_hit: 'None' })[0]).toMatchObject({
    aiCall: { userId: 'service' },
  })
})

test('a bucket of OpenAI is a reading of each of its sums, told apart by what it is grouped by', () => {
  const result = {
    object: 'organization.usage.completions.result',
    input_tokens: 1000,
    output_tokens: 200,
    num_model_requests: 5,
    model: 'gpt-4o',
    project_id: null,
  }
  const bucket = {
    object: 'bucket',
    start_time: 1709251200,
    end_time: 1709337600,
    results: [result, { ...result, model: 'o3' }],
  }
  const readings = read('openai-usage', bucket) as { systemMetric: Columns }[]
  expect(readings[0]).toEqual({
    systemMetric: {
      eventId: expect.stringMatching(/^oai:[0-9a-f]{32}$/),
      name: 'openai.input_tokens',
      value: 1000,
      unit: 'tokens',
      timestamp: '2024-03-01T00:00:00.000Z',
      properties: { model: 'gpt-4o', usage: 'completions' },
    },
  })
  expect(new Set(readings.map(({ systemMetric }) => systemMetric.eventId)).size).toBe(6)
  const cost = {
    object: 'organization.costs.result',
    amount: { value: 0.06, currency: 'usd' },
    line_item: 'gpt-4o, input',
  }
  expect(read('openai-usage', { object: 'page', data: [{ ...bucket, results: [cost] }] })).toMatchObject([
    {
      systemMetric: {
        name: 'openai.cost',
        value: 0.06,
        unit: 'usd',
        properties: { line_item: 'gpt-4o, input', usage: 'costs' },
      },
    },
  ])
})

test('rows of your own are from no product', () => {
  expect(
    sourceOf({
      eventId: 'e',
      name: 'signup',
      userId: 'ann',
      timestamp: '2024-03-01T09:00:00Z',
      properties: {},
    }),
  ).toBeUndefined()
  expect(sourceOf({})).toBeUndefined()
})
