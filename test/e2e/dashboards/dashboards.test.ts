import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { countStatements } from '../../support/count-statements.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

interface Payload {
  payload: {
    dashboard: { id: string; version: number; json: Record<string, unknown> } | null
    userErrors: { code: string; field: string; path: string[]; message: string }[]
  }
}

const errors = 'userErrors { code field path message }'
const create = `mutation ($input: CreateDashboardInput!) {
  payload: createDashboard(input: $input) { dashboard { id version json } ${errors} }
}`
const update = `mutation ($input: UpdateDashboardInput!) {
  payload: updateDashboard(input: $input) { dashboard { id version json } ${errors} }
}`

const made = async (project: string, input: object) =>
  (await story(app, project).answer<Payload>(create, { input: { name: 'Chat', ...input } })).payload

const noon = new Date().toISOString()

const steps = [{ event: 'open' }, { event: 'buy' }]
const opened = { timeSeries: { series: [{ event: 'open' }], interval: 'DAY' } }

interface Answered {
  dashboard: {
    name: string
    isBuiltIn: boolean
    widgets: {
      id: string
      key: string
      title: string
      kind: string
      layout: { x: number; y: number; w: number; h: number }
      answer: Record<string, unknown> | null
      error: { code: string; reason: string | null; message: string } | null
    }[]
  }
}

const answers = `answer {
  __typename
  ... on Funnel { totalUsers completionRate steps { users } }
  ... on TimeSeries { series { total previousTotal } }
}`

const dashboard = (id: string, args = '') =>
  `{ dashboard(id: "${id}"${args}) { name isBuiltIn widgets { id key title kind layout { x y w h } ${answers} error { code reason message } } } }`

async function asked(project: string, id: string, args = '') {
  const { dashboard: answered } = await story(app, project).answer<Answered>(dashboard(id, args))
  return answered
}

test('a dashboard answers all of its widgets in one request', async () => {
  const { happened } = story(app, 'whole')
  await happened([
    { name: 'open', userId: 'ann', channel: 'web', timestamp: noon },
    { name: 'buy', userId: 'ann', channel: 'web', timestamp: noon },
    { name: 'open', userId: 'bob', channel: 'app', timestamp: noon },
  ])
  const { dashboard, userErrors } = await made('whole', {
    widgets: [
      { key: 'hello', title: 'Hello', kind: 'TEXT', text: '# Our chat' },
      { title: 'Buyers', kind: 'FUNNEL', question: { funnel: { steps } } },
      { title: 'Opened', kind: 'LINE', question: opened },
      {
        title: 'Opened on the web',
        kind: 'LINE',
        question: opened,
        filter: { dimension: 'CHANNEL', values: ['web'] },
      },
    ],
  })
  expect(userErrors).toEqual([])
  const { id } = dashboard!
  const { name, isBuiltIn, widgets } = await asked('whole', id)
  expect({ name, isBuiltIn }).toEqual({ name: 'Chat', isBuiltIn: false })
  const whole = { error: null }
  expect(widgets).toEqual([
    {
      ...whole,
      id: `${id}.hello`,
      key: 'hello',
      title: 'Hello',
      kind: 'TEXT',
      layout: { x: 0, y: 0, w: 12, h: 1 },
      answer: null,
    },
    {
      ...whole,
      id: `${id}.widget-2`,
      key: 'widget-2',
      title: 'Buyers',
      kind: 'FUNNEL',
      layout: { x: 0, y: 1, w: 6, h: 4 },
      answer: {
        __typename: 'Funnel',
        totalUsers: 2,
        completionRate: 0.5,
        steps: [{ users: 2 }, { users: 1 }],
      },
    },
    {
      ...whole,
      id: `${id}.widget-3`,
      key: 'widget-3',
      title: 'Opened',
      kind: 'LINE',
      layout: { x: 6, y: 1, w: 6, h: 4 },
      answer: { __typename: 'TimeSeries', series: [{ total: 2, previousTotal: null }] },
    },
    {
      ...whole,
      id: `${id}.widget-4`,
      key: 'widget-4',
      title: 'Opened on the web',
      kind: 'LINE',
      layout: { x: 0, y: 5, w: 6, h: 4 },
      answer: { __typename: 'TimeSeries', series: [{ total: 1, previousTotal: null }] },
    },
  ])
})

describe('one failing widget', () => {
  test('has an error with its code, and the others are answered', async () => {
    await story(app, 'failing').happened([{ name: 'open', userId: 'ann', timestamp: noon }])
    const { dashboard } = await made('failing', {
      widgets: [
        { key: 'lost', title: 'A funnel that is gone', kind: 'FUNNEL', question: { funnelId: '999999' } },
        {
          key: 'short',
          title: 'A funnel without steps',
          kind: 'FUNNEL',
          question: { funnel: { steps: [] } },
        },
        {
          key: 'listed',
          title: 'A list cannot be filtered',
          question: { list: { events: {} } },
          filter: { property: 'a', values: ['b'] },
        },
        { key: 'works', title: 'Opened', kind: 'LINE', question: opened },
      ],
    })
    const { widgets } = await asked('failing', dashboard!.id)
    expect(
      widgets.map(({ key, answer, error }) => [key, answer?.__typename, error?.code, error?.reason]),
    ).toEqual([
      ['lost', undefined, 'BAD_USER_INPUT', 'NOT_FOUND'],
      ['short', undefined, 'BAD_USER_INPUT', 'INVALID_STEPS'],
      ['listed', undefined, 'BAD_USER_INPUT', 'INVALID_QUESTION'],
      ['works', 'TimeSeries', undefined, undefined],
    ])
  })

  test('without a database is not a failed request', async () => {
    const { dashboard } = await made('outage', {
      widgets: [
        { title: 'Opened', kind: 'LINE', question: opened },
        { title: 'Hello', kind: 'TEXT', text: 'still here' },
      ],
    })
    const { projector } = app.services
    const readable = projector.requireReadable
    projector.requireReadable = async () => {
      throw new Error('a bug')
    }
    const { widgets } = await asked('outage', dashboard!.id).finally(() => {
      projector.requireReadable = readable
    })
    expect(widgets.map(({ error }) => error)).toEqual([
      { code: 'INTERNAL_SERVER_ERROR', reason: null, message: 'Something went wrong on the server.' },
      null,
    ])
  })
})

describe('the times and conditions', () => {
  const total = ({ widgets }: Answered['dashboard']) =>
    widgets.map(({ answer }) => (answer!.series as { total: number }[])[0]!.total)
  const line = { title: 'Opened', kind: 'LINE', question: opened }

  test('of the dashboard count for all widgets, those of the request come first, and those of a widget always count', async () => {
    await story(app, 'times').happened([
      { name: 'open', userId: 'ann', channel: 'web', timestamp: '2026-03-01T12:00:00Z' },
      { name: 'open', userId: 'bob', channel: 'app', timestamp: '2026-03-01T12:00:00Z' },
      { name: 'open', userId: 'ann', channel: 'web', timestamp: '2026-03-02T12:00:00Z' },
    ])
    const dates = (from: string, to = from) => ({ dates: { from: `2026-03-${from}`, to: `2026-03-${to}` } })
    const { dashboard } = await made('times', {
      range: dates('01'),
      filter: { dimension: 'CHANNEL', values: ['web', 'app'] },
      widgets: [
        line,
        { ...line, range: dates('02') },
        { ...line, filter: { dimension: 'CHANNEL', values: ['app'] } },
      ],
    })
    const { id } = dashboard!
    expect(total(await asked('times', id))).toEqual([2, 1, 1])
    expect(
      total(await asked('times', id, ', range: { dates: { from: "2026-03-01", to: "2026-03-02" } }')),
    ).toEqual([3, 1, 1])
    expect(total(await asked('times', id, ', filter: { dimension: CHANNEL, values: ["web"] }'))).toEqual([
      1, 1, 0,
    ])
  })

  test('of segments hold together', async () => {
    const { answer, happened } = story(app, 'segments')
    await happened([
      { name: 'open', userId: 'ann' },
      { name: 'open', userId: 'bob' },
    ])
    for (const [userId, plan] of [
      ['ann', 'pro'],
      ['bob', 'free'],
    ])
      await answer(
        `mutation { identify(input: { userId: "${userId}", traits: { plan: "${plan}" } }) { user { userId } } }`,
      )
    const segment = async (plan: string) =>
      (
        await answer<{ createSegment: { segment: { id: string } } }>(
          `mutation { createSegment(input: { name: "${plan}", condition: { trait: { key: "plan", values: ["${plan}"] } } }) { segment { id } } }`,
        )
      ).createSegment.segment.id
    const pro = await segment('pro')
    const free = await segment('free')
    const { dashboard } = await made('segments', { segmentId: pro, widgets: [line] })
    expect(total(await asked('segments', dashboard!.id))).toEqual([1])
    expect(total(await asked('segments', dashboard!.id, `, segmentId: "${free}"`))).toEqual([0])
  })
})

test('an answer that is not selected is not asked, and equal questions are asked once', async () => {
  const { dashboard } = await made('selected', {
    widgets: [
      { title: 'One', kind: 'FUNNEL', question: { funnel: { steps } } },
      { title: 'Same', kind: 'FUNNEL', question: { funnel: { steps } } },
    ],
  })
  const { id } = dashboard!
  const query = vi.spyOn(app.services.clickhouse, 'query')
  await story(app, 'selected').answer(`{ dashboard(id: "${id}") { widgets { title error { code } } } }`)
  expect(query).toHaveBeenCalledTimes(0)
  await asked('selected', id)
  expect(query).toHaveBeenCalledTimes(1)
  query.mockRestore()
})

test('twelve widgets about the same events are one statement', async () => {
  const names = ['events', 'activeUsers', 'messages', 'aiCalls', 'apiCalls', 'logins']
  const about = (interval?: string) =>
    names.map(name => ({
      title: name,
      kind: interval ? 'LINE' : 'METRIC',
      filter: { dimension: 'CHANNEL', values: ['web'] },
      question: { measure: { metrics: [{ name }], interval } },
    }))
  const { dashboard } = await made('shared scans', { widgets: [...about(), ...about('DAY')] })
  const { clickhouse } = await countStatements(app, () =>
    story(app, 'shared scans').answer(
      `{ dashboard(id: "${dashboard!.id}") { widgets { answer { ... on MeasureAnswer { groups { numbers { value values } } } } } } }`,
    ),
  )
  expect(clickhouse).toBe(1)
})

describe('the cost of a dashboard', () => {
  const costOf = async (project: string, query: string) => {
    const response = await fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token('admin', project)}` },
      body: JSON.stringify({ query }),
    })
    return ((await response.json()) as { extensions: { cost: number } }).extensions.cost
  }
  const funnel = (i: number) => ({
    title: `Funnel ${i}`,
    kind: 'FUNNEL',
    question: { funnel: { steps: [{ event: `${i}` }, { event: 'b' }] } },
  })

  test('is that of the questions of its widgets', async () => {
    const selection = '... on Funnel { totalUsers }'
    const cost = async (count: number) => {
      const widgets = Array.from({ length: count }, (_, i) => funnel(i))
      const { dashboard } = await made('cost', { name: `${count}`, widgets })
      return costOf('cost', `{ dashboard(id: "${dashboard!.id}") { widgets { answer { ${selection} } } } }`)
    }
    const one = await costOf(
      'cost',
      `{ ask(question: { funnel: { steps: [{ event: "1" }, { event: "b" }] } }) { ${selection} } }`,
    )
    // Looking the dashboard up costs 2 points, and each widget is an object of the answer.
    const ofOne = await cost(1)
    expect([one + 2, one + 3]).toContain(ofOne)
    const ofTwelve = await cost(12)
    expect(ofTwelve).toBeGreaterThan(10 * one)
    expect(ofTwelve).toBeLessThanOrEqual(12 * one + 3)
  })

  test('is known before it runs, so that a dashboard that costs too much is refused as a whole', async () => {
    const steps = [{ event: 'b' }, { event: 'c' }, { event: 'd' }, { event: 'e' }]
    const widgets = Array.from({ length: 50 }, (_, i) => ({
      ...funnel(i),
      question: { funnel: { steps: [{ event: `${i}` }, ...steps] } },
    }))
    const { dashboard } = await made('dear', { widgets })
    const range = 'range: { last: { count: 366, unit: DAY } }'
    const query = `query ($id: ID! = "${dashboard!.id}") { dashboard(id: $id, ${range}) { widgets { answer { ... on Funnel { totalUsers } } } } }`
    const { status, errors } = await story(app, 'dear').ask(query)
    expect([status, errors[0]!.extensions]).toMatchObject([
      400,
      { code: 'QUERY_TOO_COMPLEX', measure: 'COST' },
    ])
  })
})

test('50 widgets are answered in one request', async () => {
  await story(app, 'fifty').happened([{ name: 'open', userId: 'ann', timestamp: noon }])
  const widgets = Array.from({ length: 50 }, (_, i) => ({
    title: `Widget ${i}`,
    kind: 'LINE',
    question: { timeSeries: { series: [{ event: i % 2 ? 'open' : `other ${i}` }], interval: 'DAY' } },
  }))
  const { dashboard } = await made('fifty', { widgets })
  const answered = await asked('fifty', dashboard!.id)
  expect(answered.widgets.map(({ answer }) => (answer!.series as { total: number }[])[0]!.total)).toEqual(
    widgets.map((_, i) => i % 2),
  )
})

test('of two editors who save at once, one is told to read again', async () => {
  const text = { title: 'Hello', kind: 'TEXT', text: 'a' }
  const { dashboard } = await made('editors', { widgets: [text] })
  const { id } = dashboard!
  const save = (title: string) =>
    story(app, 'editors').answer<Payload>(update, {
      input: { id, expectedVersion: 1, widgets: [{ ...text, title }] },
    })
  const saved = await Promise.all([save('of ann'), save('of bob')])
  const refused = saved.filter(({ payload }) => payload.userErrors.length)
  expect(refused.map(({ payload }) => payload.userErrors)).toMatchObject([[{ code: 'VERSION_CONFLICT' }]])
  expect(saved.find(({ payload }) => payload.dashboard)!.payload.dashboard).toMatchObject({ version: 2 })
})

test('an update replaces the fields that it has, and keeps the others', async () => {
  const between = { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' }
  const { dashboard } = await made('update', {
    range: { preset: 'TODAY' },
    widgets: [{ title: 'Opened', kind: 'LINE', question: opened, range: { between } }],
  })
  const { id, json } = dashboard!
  const changed = async (input: object) =>
    (await story(app, 'update').answer<Payload>(update, { input: { id, ...input } })).payload
  const first = await changed({ expectedVersion: 1, range: null, timeZone: 'Europe/Rome' })
  expect(first).toMatchObject({
    dashboard: { json: { widgets: json.widgets, range: null, timeZone: 'Europe/Rome' } },
  })
  const second = await changed({ expectedVersion: 2, widgets: [] })
  expect(second).toMatchObject({ dashboard: { json: { widgets: [], timeZone: 'Europe/Rome' } } })
})

describe('a dashboard is refused', () => {
  const text = { title: 'a', kind: 'TEXT', text: 'b' }
  const place = { x: 0, y: 0, w: 6, h: 4 }
  const refusals: [string, object, [string, string][]][] = [
    ['with 51 widgets', { widgets: Array(51).fill(text) }, [['TOO_MANY', 'input.widgets']]],
    [
      'with two widgets at one place',
      {
        widgets: [
          { ...text, layout: place },
          { ...text, layout: { ...place, x: 5 } },
        ],
      },
      [['OVERLAP', 'input.widgets.1.layout']],
    ],
    [
      'with places outside of the grid',
      {
        widgets: [
          { ...text, layout: { x: 7, y: 0, w: 6, h: 1 } },
          { ...text, layout: { x: -1, y: 0, w: 1, h: 1 } },
          { ...text, layout: { x: 0, y: 9, w: 1, h: 25 } },
          { ...text, layout: { x: 0, y: 1_001, w: 0, h: 1 } },
        ],
      },
      [
        ['OUT_OF_RANGE', 'input.widgets.0.layout.w'],
        ['OUT_OF_RANGE', 'input.widgets.1.layout.x'],
        ['OUT_OF_RANGE', 'input.widgets.2.layout.h'],
        ['OUT_OF_RANGE', 'input.widgets.3.layout.y'],
      ],
    ],
    [
      'with one key twice',
      { widgets: [{ ...text, key: 'widget-2' }, text] },
      [['NAME_TAKEN', 'input.widgets.1']],
    ],
    [
      'with keys of other characters',
      {
        widgets: [
          { ...text, key: '' },
          { ...text, key: 'A b' },
          { ...text, key: 'x'.repeat(64) },
        ],
      },
      [
        ['INVALID_NAME', 'input.widgets.0.key'],
        ['INVALID_NAME', 'input.widgets.1.key'],
        ['INVALID_NAME', 'input.widgets.2.key'],
      ],
    ],
    [
      'with blank, long and broken titles',
      {
        widgets: [
          { ...text, title: ' ' },
          { ...text, title: 'x'.repeat(101) },
          { ...text, title: 'a\0' },
        ],
      },
      [
        ['INVALID_NAME', 'input.widgets.0.title'],
        ['TOO_LONG', 'input.widgets.1.title'],
        ['INVALID_TEXT', 'input.widgets.2.title'],
      ],
    ],
    [
      'with a text without text, and a long one',
      {
        widgets: [
          { title: 'a', kind: 'TEXT' },
          { ...text, text: 'x'.repeat(10_001) },
        ],
      },
      [
        ['REQUIRED', 'input.widgets.0'],
        ['TOO_LONG', 'input.widgets.1.text'],
      ],
    ],
    [
      'with a chart without a question, and a text with one',
      {
        widgets: [
          { title: 'a', kind: 'LINE' },
          { ...text, question: opened },
        ],
      },
      [
        ['REQUIRED', 'input.widgets.0'],
        ['INVALID_QUESTION', 'input.widgets.1.question'],
      ],
    ],
    [
      'with a kind that cannot show the question',
      {
        widgets: [
          { title: 'a', kind: 'FUNNEL', question: opened },
          { title: 'b', kind: 'LINE', question: { funnelId: '1' } },
        ],
      },
      [
        ['INVALID_QUESTION', 'input.widgets.0.question'],
        ['INVALID_QUESTION', 'input.widgets.1.question'],
      ],
    ],
    [
      'with a heat map of days',
      {
        widgets: [
          {
            title: 'a',
            kind: 'HEAT_MAP',
            question: { measure: { metrics: [{ name: 'events' }], interval: 'DAY' } },
          },
        ],
      },
      [['INVALID_INTERVAL', 'input.widgets.0.question.measure.interval']],
    ],
    [
      'with a range that ends before it begins',
      { widgets: [], range: { dates: { from: '2026-03-02', to: '2026-03-01' } } },
      [['INVALID_RANGE', 'input.range']],
    ],
    [
      'with an unknown time zone',
      { widgets: [], timeZone: 'Mars/Olympus' },
      [['INVALID_TIME_ZONE', 'input.timeZone']],
    ],
    [
      'with an empty filter',
      { widgets: [{ ...text, filter: {} }], filter: { and: [] } },
      [
        ['INVALID_FILTER', 'input.widgets.0.filter'],
        ['INVALID_FILTER', 'input.filter'],
      ],
    ],
    [
      'with a segment that does not exist',
      { widgets: [], segmentId: '999999' },
      [['NOT_FOUND', 'input.segmentId']],
    ],
  ]
  test.each(refusals)('%s', async (_, input, expected) => {
    const { dashboard, userErrors } = await made('refused', input)
    expect(dashboard).toBeNull()
    expect(userErrors.map(({ code, path }) => [code, path.join('.')])).toEqual(expected)
  })
})

test('a script in a title is text, as it was sent', async () => {
  const title = '<script>alert(1)</script>'
  const { dashboard } = await made('script', { widgets: [{ title, kind: 'TEXT', text: title }] })
  expect((await asked('script', dashboard!.id)).widgets[0]!.title).toBe(title)
})

describe('the built-in dashboards', () => {
  const list =
    'dashboards(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { id name isBuiltIn } }'
  interface Page {
    dashboards: {
      totalCount: number
      pageInfo: { hasNextPage: boolean; endCursor: string }
      nodes: { id: string; name: string; isBuiltIn: boolean }[]
    }
  }

  test('stand behind the saved ones, in pages from both ends', async () => {
    const { answer } = story(app, 'listed')
    await made('listed', { widgets: [] })
    const ids = (page: Page) => page.dashboards.nodes.map(({ id }) => id)
    const first = await answer<Page>(`{ ${list} }`)
    expect(first.dashboards).toMatchObject({
      totalCount: 4,
      pageInfo: { hasNextPage: true },
      nodes: [
        { name: 'Chat', isBuiltIn: false },
        { id: 'platform', isBuiltIn: true },
      ],
    })
    const { endCursor } = first.dashboards.pageInfo
    const rest = await answer<Page>(`{ ${list.replace('first: 2', `first: 2, after: "${endCursor}"`)} }`)
    expect([ids(rest), rest.dashboards.pageInfo.hasNextPage]).toEqual([['models', 'behaviour'], false])
    const last = await answer<Page>(`{ ${list.replace('first: 2', 'last: 3')} }`)
    expect(ids(last)).toEqual(['platform', 'models', 'behaviour'])
    const back = `last: 2, before: "${rest.dashboards.pageInfo.endCursor}"`
    expect(ids(await answer<Page>(`{ ${list.replace('first: 2', back)} }`))).toEqual(['platform', 'models'])
  })

  test.each(['platform', 'models', 'behaviour'])('%s is answered without an error', async id => {
    const { isBuiltIn, widgets } = await asked('empty', id)
    expect(isBuiltIn).toBe(true)
    expect(widgets.length).toBeGreaterThan(0)
    expect(widgets.map(({ error }) => error)).toEqual(widgets.map(() => null))
  })

  test('cannot be changed or deleted, and their copies can', async () => {
    const { answer } = story(app, 'copied')
    const refused = { code: 'BUILT_IN', field: 'id' }
    expect(
      (await answer<Payload>(update, { input: { id: 'platform', expectedVersion: 1 } })).payload.userErrors,
    ).toMatchObject([refused])
    expect(
      await answer(
        `mutation { deleteDashboard(input: { id: "platform" }) { deletedId userErrors { code field } } }`,
      ),
    ).toEqual({ deleteDashboard: { deletedId: null, userErrors: [refused] } })

    const { payload } = await answer<Payload>(
      `mutation { payload: duplicateDashboard(input: { id: "platform" }) { dashboard { id version json } ${errors} } }`,
    )
    expect(payload).toMatchObject({
      dashboard: { version: 1, json: { name: 'Copy of Platform' } },
      userErrors: [],
    })
    const changed = { input: { id: payload.dashboard!.id, expectedVersion: 1, name: 'Ours' } }
    expect((await answer<Payload>(update, changed)).payload).toMatchObject({ dashboard: { version: 2 } })
  })

  test('are found by their ids, as every node', async () => {
    const { answer } = story(app, 'nodes')
    expect(
      await answer('{ node(id: "platform") { __typename id ... on SavedDashboard { name isBuiltIn } } }'),
    ).toEqual({
      node: { __typename: 'SavedDashboard', id: 'platform', name: 'Platform', isBuiltIn: true },
    })
  })
})

describe('a dashboard as JSON', () => {
  const importing = `mutation ($input: ImportDashboardInput!) {
    payload: importDashboard(input: $input) { dashboard { id version json } ${errors} }
  }`
  const imported = async (project: string, input: object) =>
    (await story(app, project).answer<Payload>(importing, { input })).payload

  test('is the same after it was imported into another project', async () => {
    const { dashboard } = await made('exported', {
      description: 'For the support team',
      range: { last: { count: 7, unit: 'DAY' } },
      compare: { period: 'PREVIOUS_PERIOD' },
      weekStart: 'SUNDAY',
      filter: {
        and: [
          { dimension: 'CHANNEL', values: ['web'] },
          { property: 'size', operator: 'GREATER_THAN', values: [5] },
        ],
      },
      widgets: [
        {
          key: 'a',
          title: 'Opened',
          kind: 'LINE',
          question: opened,
          layout: { x: 3, y: 2, w: 4, h: 3 },
          display: { goal: 5 },
        },
        {
          title: 'Buyers',
          kind: 'FUNNEL',
          question: { funnel: { steps } },
          range: { between: { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' } },
        },
      ],
    })
    const { json } = dashboard!
    const copy = await imported('imported', { json })
    expect(copy.userErrors).toEqual([])
    expect(copy.dashboard!.json).toEqual(json)
    expect((await imported('imported', { json })).userErrors).toMatchObject([{ code: 'NAME_TAKEN' }])
    expect((await imported('imported', { json, name: 'Another' })).dashboard!.json).toEqual({
      ...json,
      name: 'Another',
    })
  })

  const format = 'convograph/dashboard/1'
  const text = { title: 'a', kind: 'TEXT', text: 'b' }
  const hostile: [string, object, [string, string][]][] = [
    ['of nothing', {}, [['INVALID_JSON', 'input.json']]],
    [
      'of a later version',
      { format: 'convograph/dashboard/2', name: 'a', widgets: [] },
      [['INVALID_JSON', 'input.json.format']],
    ],
    [
      'without a name or widgets',
      { format },
      [
        ['INVALID_JSON', 'input.json'],
        ['INVALID_JSON', 'input.json'],
      ],
    ],
    [
      'with an unknown field',
      { format, name: 'a', widgets: [], owner: 'ann' },
      [['INVALID_JSON', 'input.json']],
    ],
    [
      'with an unknown kind of widget',
      { format, name: 'a', widgets: [{ ...text, kind: 'GAUGE' }] },
      [['INVALID_JSON', 'input.json.widgets.0.kind']],
    ],
    [
      'with values of other types',
      { format, name: 7, widgets: [{ ...text, layout: 'left' }, 7] },
      [
        ['INVALID_JSON', 'input.json.name'],
        ['INVALID_JSON', 'input.json.widgets.0.layout'],
        ['INVALID_JSON', 'input.json.widgets.1'],
      ],
    ],
    [
      'with two questions in one',
      { format, name: 'a', widgets: [{ title: 'a', question: { funnelId: '1', cohortsId: '2' } }] },
      [['INVALID_JSON', 'input.json.widgets.0.question']],
    ],
    [
      'with a prototype',
      JSON.parse(`{ "format": "${format}", "name": "a", "widgets": [], "__proto__": { "isAdmin": true } }`),
      [['INVALID_JSON', 'input.json']],
    ],
    [
      'with overlapping widgets',
      { format, name: 'a', widgets: Array(2).fill({ ...text, layout: { x: 0, y: 0, w: 1, h: 1 } }) },
      [['OVERLAP', 'input.json.widgets.1.layout']],
    ],
    ['with a long name', { format, name: 'x'.repeat(101), widgets: [] }, [['TOO_LONG', 'input.json.name']]],
  ]
  test.each(hostile)('%s is refused, with the path to the value', async (_, json, expected) => {
    const { dashboard, userErrors } = await imported('hostile', { json })
    expect(dashboard).toBeNull()
    expect(userErrors.map(({ code, path }) => [code, path.join('.')])).toEqual(expected)
  })
})

test('a dashboard of another project does not exist', async () => {
  const { dashboard } = await made('owner', { widgets: [{ title: 'a', kind: 'TEXT', text: 'secret' }] })
  const { id } = dashboard!
  const { refusal, answer } = story(app, 'stranger')
  const notFound = { code: 'BAD_USER_INPUT', reason: 'NOT_FOUND', field: 'id' }
  for (const absent of [id, '0', '999999', 'x']) {
    expect(await refusal(`{ dashboard(id: "${absent}") { name } }`)).toEqual(notFound)
    expect(
      await answer(`mutation { duplicateDashboard(input: { id: "${absent}" }) { userErrors { code } } }`),
    ).toEqual({ duplicateDashboard: { userErrors: [{ code: 'NOT_FOUND' }] } })
  }
})

test('a metric has its value, its change since the last period, and whether that is good', async () => {
  const { happened } = story(app, 'metric')
  await happened([
    { name: 'open', userId: 'ann', timestamp: '2026-03-01T12:00:00Z' },
    { name: 'open', userId: 'ann', timestamp: '2026-03-02T12:00:00Z' },
    { name: 'open', userId: 'bob', timestamp: '2026-03-02T13:00:00Z' },
    { name: 'open', userId: 'bob', timestamp: '2026-03-02T14:00:00Z' },
  ])
  const { dashboard } = await made('metric', {
    range: { dates: { from: '2026-03-02', to: '2026-03-02' } },
    compare: { period: 'PREVIOUS_PERIOD' },
    widgets: ['activeUsers', 'events'].map(name => ({
      title: name,
      kind: 'METRIC',
      question: { measure: { metrics: [{ name }] } },
    })),
  })
  const { answer } = story(app, 'metric')
  const { dashboard: answered } = await answer<Answered>(`{
    dashboard(id: "${dashboard!.id}") {
      widgets { answer { ... on MeasureAnswer { groups { numbers { value previousValue changeRate isImprovement } } } } }
    }
  }`)
  const number = (value: number, previousValue: number, changeRate: number) => ({
    answer: { groups: [{ numbers: [{ value, previousValue, changeRate, isImprovement: true }] }] },
  })
  expect(answered.widgets).toEqual([number(2, 1, 1), number(3, 1, 2)])
})

test('a funnel that a dashboard shows cannot be deleted', async () => {
  const { answer } = story(app, 'in use')
  const { createFunnel } = await answer<{ createFunnel: { funnel: { id: string } } }>(
    `mutation { createFunnel(input: { name: "Buyers", funnel: { steps: [{ event: "open" }, { event: "buy" }] } }) { funnel { id } } }`,
  )
  const { id } = createFunnel.funnel
  await made('in use', { widgets: [{ title: 'Buyers', kind: 'FUNNEL', question: { funnelId: id } }] })
  const { deleteFunnel } = await answer<{
    deleteFunnel: { userErrors: { code: string; message: string }[] }
  }>(`mutation { deleteFunnel(input: { id: "${id}" }) { userErrors { code message } } }`)
  expect(deleteFunnel.userErrors).toMatchObject([
    { code: 'IN_USE', message: expect.stringContaining('Chat') },
  ])
})
