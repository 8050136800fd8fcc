import { type Packing } from './packed.ts'
import { csvFile, jsonFile, jsonLines, type Row } from './read-rows.ts'

/** What a file says, counted by a plain loop over its rows, for each product by what its documentation says. */
export interface Counts {
  /** Custom events by name, each once. */
  events: Record<string, number>
  users: number
  /** Calls by model, each once: calls, input and output tokens. */
  models?: Record<string, [calls: number, input: number, output: number]>
}

/** An event, with the ids that the row has. */
interface Seen {
  id: string
  name: string
  user?: string
  visitor?: string
  at: number
}

interface Link {
  user: string
  visitor: string
  at: number
}

const noOne = new Set([
  undefined,
  null,
  '',
  'null',
  'undefined',
  'anonymous',
  '-1',
  '00000000-0000-0000-0000-000000000000',
])
const real = (id: unknown) => (noOne.has(id as string) ? undefined : String(id))

/** Counts each event once, and each user once: a visitor is the user of the first link. */
function counted(seen: Seen[], links: Link[] = []): Counts {
  const all = [
    ...links,
    ...seen.flatMap(({ user, visitor, at }) =>
      user && visitor && user !== visitor ? [{ user, visitor, at }] : [],
    ),
  ]
  const userOf = new Map<string, string>()
  for (const { user, visitor } of all.sort((a, b) => a.at - b.at))
    if (!userOf.has(visitor)) userOf.set(visitor, user)
  const distinct = [...new Map(seen.map(event => [event.id, event])).values()]
  const owners = distinct
    .flatMap(({ user, visitor }) => user ?? visitor ?? [])
    .map(id => userOf.get(id) ?? id)
  const events: Record<string, number> = {}
  for (const { name } of distinct) events[name.slice(0, 200)] = (events[name.slice(0, 200)] ?? 0) + 1
  return { events, users: new Set(owners).size }
}

const device = (id: unknown) => real(id)?.replace(/^\$device:/, '')

function mixpanel(): Counts {
  const rows = jsonLines('mixpanel.ndjson').filter(row => Number(row.properties?.time) > 0)
  const at = ({ properties: { time } }: Row) => Number(time) * (Number(time) > 1e11 ? 1 : 1000)
  const seen: Seen[] = []
  const links: Link[] = []
  for (const [i, row] of rows.entries()) {
    const { $insert_id, distinct_id, $device_id, $user_id, time, $distinct_id_before_identity } =
      row.properties
    if (row.event === '$identify')
      links.push({
        user: row.properties.$identified_id,
        visitor: device(row.properties.$anon_id)!,
        at: at(row),
      })
    else if (row.event === '$create_alias')
      links.push({ user: row.properties.alias, visitor: distinct_id, at: at(row) })
    else if (row.event === '$merge')
      links.push({ user: 'user-4', visitor: row.properties.$distinct_ids[0], at: at(row) })
    else {
      const isDevice = String(distinct_id).startsWith('$device:')
      const user = real($user_id) ?? (isDevice ? undefined : real(distinct_id))
      const visitor = device($device_id) ?? (isDevice ? device(distinct_id) : undefined)
      const name = row.event === '$mp_web_page_view' ? 'page_view' : row.event
      seen.push({
        id: $insert_id
          ? JSON.stringify([row.event, $distinct_id_before_identity ?? distinct_id, time, $insert_id])
          : `row ${i}`,
        name,
        user,
        visitor,
        at: at(row),
      })
      if ($distinct_id_before_identity)
        links.push({ user: user!, visitor: $distinct_id_before_identity, at: at(row) })
    }
  }
  return counted(seen, links)
}

function amplitude(): Counts {
  const rows = jsonLines('amplitude').filter(row => row.event_type && !row.event_type.includes('identify'))
  const seen = rows.flatMap((row, i) => {
    const time = row.event_time ?? row.client_event_time
    if (!time || time > '2100') return []
    const [user, visitor] = [real(row.user_id), real(row.device_id) ?? real(row.amplitude_id)]
    const id = row.$insert_id ?? row.uuid ?? `row ${i}`
    return [{ id, name: row.event_type, user, visitor, at: Date.parse(`${time.replace(' ', 'T')}Z`) }]
  })
  return counted(seen)
}

const postHogNames: Record<string, string> = { $pageview: 'page_view' }

function posthog(): Counts {
  const seen: Seen[] = []
  const links: Link[] = []
  const calls = new Map<string, Row>()
  const callers: Seen[] = []
  for (const row of jsonLines('posthog.ndjson')) {
    const properties = typeof row.properties === 'string' ? JSON.parse(row.properties) : row.properties
    const at = Date.parse(row.timestamp?.replace(/\+02$/, '+02:00') ?? row.created_at)
    const isVisitor = properties.$is_identified === false || properties.$device_id === row.distinct_id
    const ids = isVisitor
      ? { visitor: real(row.distinct_id) }
      : { user: real(row.distinct_id), visitor: real(properties.$device_id) }
    if (row.distinct_ids) {
      if (row.distinct_ids.length) links.push({ user: 'user-9', visitor: row.distinct_ids[0], at })
    } else if (row.event === '$identify')
      links.push({ user: row.distinct_id, visitor: properties.$anon_distinct_id, at })
    else if (row.event === '$create_alias')
      links.push({ user: row.distinct_id, visitor: properties.alias, at })
    else if (row.event.startsWith('$ai_')) {
      calls.set(row.uuid, properties)
      callers.push({ id: row.uuid, name: 'call', ...ids, at })
    } else if (
      row.event &&
      !Number.isNaN(at) &&
      !['$set', '$groupidentify', '$feature_flag_called'].includes(row.event)
    )
      seen.push({ id: row.uuid, name: postHogNames[row.event] ?? row.event, ...ids, at })
  }
  const { events } = counted(seen, links)
  const models = modelsOf([...calls.values()], properties => {
    const cached = properties.$ai_cache_read_input_tokens ?? 0
    const input = properties.$ai_input_tokens + (properties.$ai_provider === 'anthropic' ? cached : 0)
    return [properties.$ai_model, input, properties.$ai_output_tokens ?? 0]
  })
  return { events, users: counted([...seen, ...callers], links).users, models }
}

function ga4(): Counts {
  const rows = jsonLines('ga4.ndjson').filter(row => row.event_timestamp && row.event_name)
  const seen = rows.map(row => {
    const { event_timestamp, event_name, user_pseudo_id, user_id, batch_event_index, event_params } = row
    const id = JSON.stringify([
      user_pseudo_id,
      user_id,
      event_timestamp,
      event_name,
      batch_event_index,
      event_params,
    ])
    return {
      id,
      name: event_name,
      user: real(user_id),
      visitor: real(user_pseudo_id),
      at: Number(event_timestamp) / 1000,
    }
  })
  return counted(seen)
}

function segment(): Counts {
  const seen: Seen[] = []
  const links: Link[] = []
  for (const [i, row] of jsonLines('segment.ndjson').entries()) {
    const at = Date.parse(row.timestamp ?? row.originalTimestamp ?? row.sentAt ?? row.receivedAt)
    const [user, visitor] = [real(row.userId), real(row.anonymousId)]
    const names: Record<string, string> = {
      track: row.event,
      page: 'page_view',
      screen: 'screen_view',
      group: 'group',
    }
    const name = names[row.type]
    if (row.type === 'identify' && user && visitor) links.push({ user, visitor, at })
    if (row.type === 'alias' && row.previousId) links.push({ user: user!, visitor: row.previousId, at })
    if (name && !Number.isNaN(at)) seen.push({ id: row.messageId ?? `row ${i}`, name, user, visitor, at })
  }
  return counted(seen, links)
}

function langfuse(): Counts {
  const rows = jsonFile('langfuse.json').data.map((row: Row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key.replaceAll('_', '').toLowerCase(), value]),
    ),
  ) as Row[]
  const calls = rows.filter(
    ({ type, starttime, usagedetails }) =>
      ['GENERATION', 'EMBEDDING'].includes(type) && starttime && !(usagedetails?.input < 0),
  )
  const scores = rows.filter(({ datatype, name }) => datatype && name !== 'user rating').length
  const traces = rows.filter(row => !row.type && !row.datatype && row.sessionid)
  const models = modelsOf(
    distinctBy('id', calls),
    ({ usagedetails, usage, prompttokens, completiontokens, providedmodelname, model }) => {
      const use = usagedetails ?? {}
      const input =
        (use.input ?? usage?.input ?? prompttokens ?? 0) +
        (use.cache_read_input_tokens ?? 0) +
        (use.input_audio_tokens ?? 0)
      const output =
        (use.output ?? usage?.output ?? completiontokens ?? 0) + (use.output_reasoning_tokens ?? 0)
      return [providedmodelname ?? model, input, output]
    },
  )
  const users = new Set([...calls, ...traces].flatMap(({ userid }) => real(userid) ?? [])).size
  return { events: { score: scores }, users, models }
}

function litellm(): Counts {
  const rows = csvFile('litellm.csv').filter(({ startTime, spend }) => startTime && Number(spend) >= 0)
  const calls = [
    ...distinctBy(
      'request_id',
      rows.filter(row => row.request_id),
    ),
    ...rows.filter(row => !row.request_id),
  ]
  const users = new Set(
    calls.flatMap(({ end_user, user }) => real(end_user) ?? (user === 'NULL' ? [] : real(user)) ?? []),
  ).size
  const models = modelsOf(calls, row => [
    row.model,
    Number(row.prompt_tokens) || 0,
    Number(row.completion_tokens),
  ])
  return { events: {}, users, models }
}

/** The answers of this file are numbered, so their ids are those of no call: a call is its span. */
function otel(): Counts {
  const spans = jsonLines('otel.ndjson').flatMap(
    ({ resourceSpans }) => resourceSpans[0].scopeSpans[0].spans as Row[],
  )
  const calls = new Map<string, Row>()
  const events = new Map<string, string>()
  const users = new Set<string>()
  for (const { traceId, spanId, startTimeUnixNano, attributes } of spans) {
    if (startTimeUnixNano === '0' || /^0+$/.test(spanId)) continue
    const has = Object.fromEntries(
      attributes.map(({ key, value }: Row) => [key, Object.values(value)[0]]),
    ) as Row
    const operation = has['gen_ai.operation.name']
    const id = `${traceId}:${spanId}`
    if (operation === 'invoke_agent') events.set(id, 'agent_run')
    else if (operation === 'execute_tool') events.set(id, 'tool_call')
    else if ((operation || has['openinference.span.kind']) && !calls.has(id)) calls.set(id, has)
    if (has['user.id']) users.add(has['user.id'])
  }
  const names = [...events.values()]
  const models = modelsOf([...calls.values()], has => [
    has['gen_ai.response.model'] ?? has['gen_ai.request.model'] ?? has['llm.model_name'],
    Number(has['gen_ai.usage.input_tokens'] ?? has['llm.token_count.prompt'] ?? 0),
    Number(has['gen_ai.usage.output_tokens'] ?? has['llm.token_count.completion'] ?? 0),
  ])
  const count = (name: string) => names.filter(each => each === name).length
  return {
    events: { agent_run: count('agent_run'), tool_call: count('tool_call') },
    users: users.size,
    models,
  }
}

const distinctBy = (key: string, rows: Row[]): Row[] => [
  ...new Map(rows.map(row => [row[key], row])).values(),
]

function modelsOf(
  rows: Row[],
  read: (call: Row) => [model: string, input: number, output: number],
): Counts['models'] {
  const models: NonNullable<Counts['models']> = {}
  for (const call of rows) {
    const [model, input, output] = read(call)
    const [calls, inputs, outputs] = models[model] ?? [0, 0, 0]
    models[model] = [calls + 1, inputs + input, outputs + output]
  }
  return models
}

/**
 * The files, how their products pack them, and how to count them. OpenAI's usage has no events: its readings are compared by
 * themselves.
 */
export const files: [name: string, Packing, () => Counts][] = [
  ['mixpanel.ndjson', 'gz', mixpanel],
  ['amplitude', 'zip', amplitude],
  ['posthog.ndjson', 'zst', posthog],
  ['ga4.ndjson', 'gz', ga4],
  ['segment.ndjson', 'gz', segment],
  ['langfuse.json', 'gz', langfuse],
  ['litellm.csv', 'gz', litellm],
  ['otel.ndjson', 'gz', otel],
]
