import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startWebhookReceiver, type WebhookReceiver } from '../../support/delivery/webhook-receiver.ts'
import { hookAt } from '../../support/delivery/webhooks.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let receiver: WebhookReceiver
let project: Story
let name: string
let stories = 0
beforeAll(async () => {
  receiver = await startWebhookReceiver()
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' })
})
afterAll(async () => {
  await app.close()
  await receiver.close()
})
beforeEach(() => {
  name = `story ${++stories}`
  project = story(app, name)
})

const save = `mutation ($input: CreateBudgetInput!) {
  createBudget(input: $input) { budget { id version spentUsd } userErrors { code field path } }
}`
interface Saved {
  createBudget: {
    budget: { id: string; version: number; spentUsd: string }
    userErrors: { code: string; field: string; path: string[] }[]
  }
}

/** Saves a budget of 10 dollars a month and gives its id. */
async function budget(input: object, token: Story = project): Promise<string> {
  const usual = { name: `budget ${Math.random()}`, amountUsd: '10', period: { every: 'MONTH' } }
  const { createBudget } = await token.answer<Saved>(save, { input: { ...usual, ...input } })
  expect(createBudget.userErrors).toEqual([])
  return createBudget.budget!.id
}

const track = (calls: object[], token: Story = project) =>
  token.answer('mutation ($events: [AnyEventInput!]!) { track(input: { events: $events }) { accepted } }', {
    events: calls.map(call => ({ aiCall: { model: 'm', provider: 'acme', ...call } })),
  })

interface Status {
  allowed: boolean
  remainingUsd: string | null
  usedRate: number | null
  budgets: { spentUsd: string }[]
}

async function status(args: string, token: string | null = project.token): Promise<Status> {
  const { data, errors } = await app.ask<{ budgetStatus: Status }>(
    `{ budgetStatus${args && `(${args})`} { allowed remainingUsd usedRate budgets { spentUsd } } }`,
    undefined,
    token,
  )
  expect(errors).toEqual([])
  return data!.budgetStatus
}

const spent = async (id: string) =>
  (await project.answer<{ budget: { spentUsd: string } }>(`{ budget(id: "${id}") { spentUsd } }`)).budget!
    .spentUsd

describe('the spend of a budget', () => {
  test('equals the cost that questions with the same filter give', async () => {
    const scopes = {
      'filter: null': { users: 'EVERYBODY' },
      'filter: { dimension: BOT, values: ["support"] }': { botId: 'support' },
      'filter: { dimension: MODEL, values: ["large"] }': { model: 'large' },
      'filter: { dimension: PROVIDER, values: ["other"] }': { provider: 'other' },
      'filter: { property: "team.name", values: ["a"] }': { property: { key: 'team.name', value: 'a' } },
    }
    const ids: string[] = []
    for (const scope of Object.values(scopes)) ids.push(await budget({ scope }))
    await track(
      Array.from({ length: 60 }, (_, i) => ({
        userId: `user ${i % 5}`,
        costUsd: `0.00${i}1`,
        ...(i % 2 && { botId: 'support' }),
        ...(i % 3 && { model: 'large' }),
        ...(i % 4 && { provider: 'other' }),
        properties: { team: { name: i % 5 ? 'a' : ['b', 'a'] } },
      })),
    )
    const range = 'range: { preset: THIS_MONTH }'
    const costs: number[] = []
    for (const filter of Object.keys(scopes)) {
      const { metric } = await project.answer<{ metric: { value: number } }>(
        `{ metric(key: "costUsd", ${range}, ${filter}) { value } }`,
      )
      costs.push(metric!.value!)
    }
    const found: string[] = []
    for (const id of ids) found.push(await spent(id))
    expect(found.map(Number)).toEqual(costs)
    expect(new Set(found).size).toBeGreaterThan(3)
  })

  test('of a segment is that of its members, whose cost from before counts too', async () => {
    const { createSegment } = await project.answer<{ createSegment: { segment: { id: string } } }>(
      `mutation { createSegment(input: { name: "pro", condition: { trait: { key: "plan", values: ["pro"] } } }) { segment { id } } }`,
    )
    const segmentId = createSegment.segment!.id
    await track([
      { userId: 'ann', costUsd: '1' },
      { userId: 'bob', costUsd: '2' },
      { userId: 'cem', costUsd: '4' },
    ])
    for (const userId of ['ann', 'cem'])
      await project.answer(
        `mutation { identify(input: { userId: "${userId}", set: { plan: "pro" } }) { user { userId } } }`,
      )
    const id = await budget({ scope: { segmentId } })
    await expect.poll(() => spent(id), { timeout: 20_000 }).toBe('5')
    await expect
      .poll(() => status('userId: "ann"'), { timeout: 20_000 })
      .toMatchObject({
        budgets: [{ spentUsd: '5' }],
      })
    expect((await status('userId: "bob"')).budgets).toEqual([])
    // A look-up that succeeds ends the warning of those that did not.
    await app.services.database.pool.query(
      'update budget_counts set members_stale_since = now(), members_at = null where budget_id = $1',
      [id],
    )
    await expect.poll(() => warningsOf(id), { timeout: 20_000, interval: 100 }).toEqual([])
    // A segment with a budget is not deleted.
    const { deleteSegment } = await project.answer<{ deleteSegment: object }>(
      `mutation { deleteSegment(input: { id: "${segmentId}" }) { userErrors { code message } } }`,
    )
    expect(deleteSegment).toMatchObject({
      userErrors: [{ code: 'SEGMENT_IN_USE', message: expect.stringContaining('budget') }],
    })
  })

  test('of each user is that of the user with the most, and lists the users', async () => {
    const id = await budget({ scope: { users: 'EACH_USER' }, amountUsd: '5' })
    await track([
      { userId: 'ann', costUsd: '4' },
      { userId: 'bob', costUsd: '1' },
      { userId: 'bob', costUsd: '0.5' },
      { costUsd: '100' },
    ])
    const { budget: found } = await project.answer<{ budget: object }>(`{ budget(id: "${id}") {
      amountUsd spentUsd remainingUsd usedRate calls unpricedCalls thresholdsReached { threshold spentUsd }
      forecastUsd { expected } exhaustsAt users(first: 5) { userId spentUsd remainingUsd usedRate calls }
    } }`)
    expect(found).toEqual({
      amountUsd: '5',
      spentUsd: '4',
      remainingUsd: '1',
      usedRate: 0.8,
      calls: 3,
      unpricedCalls: 0,
      thresholdsReached: [
        { threshold: 0.5, spentUsd: '4' },
        { threshold: 0.8, spentUsd: '4' },
      ],
      forecastUsd: null,
      exhaustsAt: null,
      users: [
        { userId: 'ann', spentUsd: '4', remainingUsd: '1', usedRate: 0.8, calls: 1 },
        { userId: 'bob', spentUsd: '1.5', remainingUsd: '3.5', usedRate: 0.3, calls: 2 },
      ],
    })
  })

  test.each([-1, 0, 101])('lists 1 to 100 users, not %d', async first => {
    const id = await budget({ scope: { users: 'EACH_USER' } })
    expect(await project.refusal(`{ budget(id: "${id}") { users(first: ${first}) { userId } } }`)).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_FIRST',
      field: 'first',
    })
  })

  test('follows costs that are recomputed', async () => {
    const id = await budget({ scope: { users: 'EVERYBODY' } })
    await track([{ model: 'unpriced', inputTokens: 1_000_000 }])
    expect(await spent(id)).toBe('0')
    await project.answer(`mutation { createModelPrice(input: {
      provider: "acme", model: "unpriced", usage: INPUT, usdPerMillion: 3, validFrom: "2020-01-01T00:00:00Z"
    }) { userErrors { code } } }`)
    await project.answer(
      `mutation { recomputeCosts(input: { range: { preset: THIS_YEAR }, dryRun: false }) { changed } }`,
    )
    expect(await spent(id)).toBe('3')
  })

  test('has a linear forecast while there are less than two weeks of costs', async () => {
    const id = await budget({ scope: { users: 'EVERYBODY' }, amountUsd: '1' })
    await track([{ costUsd: '2' }])
    const { budget: found } = await project.answer<{ budget: object }>(
      `{ budget(id: "${id}") { asOf exhaustsAt forecastUsd { low expected high method } } }`,
    )
    expect(found).toMatchObject({
      forecastUsd: {
        low: null,
        expected: expect.stringMatching(/^\d+\.\d{6}$/),
        high: null,
        method: 'LINEAR',
      },
      exhaustsAt: expect.any(String),
    })
  })
})

test('a threshold is sent once to a webhook that the budget names', async () => {
  const hook = await hookAt(project, receiver.url, 'events: [EXPORT_DONE]')
  const id = await budget({
    scope: { users: 'EACH_USER' },
    thresholds: [0.5, 1],
    notify: [{ webhookId: hook.id }],
  })
  await track([{ userId: 'ann', costUsd: '4.5' }])
  await track([{ userId: 'ann', costUsd: '1' }])
  expect(await spent(id)).toBe('5.5')
  await expect.poll(() => receiver.requests.length, { timeout: 20_000 }).toBe(1)
  expect(JSON.parse(receiver.requests[0]!.body)).toMatchObject({
    type: 'budget.threshold',
    data: { budgetId: id, userId: 'ann', threshold: 0.5, spentUsd: '5.5', amountUsd: '10', action: 'NOTIFY' },
  })
  const { deleteWebhook } = await project.answer<{ deleteWebhook: object }>(
    `mutation { deleteWebhook(input: { id: "${hook.id}" }) { userErrors { code message } } }`,
  )
  expect(deleteWebhook).toMatchObject({ userErrors: [{ code: 'IN_USE' }] })
})

describe('budgetStatus', () => {
  test('has what this process has tracked at once, for each user', async () => {
    await budget({ scope: { users: 'EACH_USER' }, amountUsd: '2', action: 'BLOCK_HINT' })
    expect(await status('userId: "ann"')).toEqual({
      allowed: true,
      remainingUsd: '2',
      usedRate: 0,
      budgets: [{ spentUsd: '0' }],
    })
    for (let i = 1; i <= 4; i++) {
      await track([{ userId: 'ann', costUsd: '0.5' }])
      expect(await status('userId: "ann"')).toMatchObject({
        allowed: i < 4,
        budgets: [{ spentUsd: `${i / 2}` }],
      })
    }
    expect(await status('userId: "nobody yet"')).toMatchObject({ allowed: true, remainingUsd: '2' })
    expect(await status('')).toEqual({ allowed: true, remainingUsd: null, usedRate: null, budgets: [] })
  })

  test('asks the budgets that would count the call, the most used first', async () => {
    await track([{ userId: 'ann', costUsd: '0' }])
    await budget({ scope: { botId: 'support' }, amountUsd: '4' })
    await budget({ scope: { model: 'large' }, amountUsd: '8', action: 'BLOCK_HINT' })
    await budget({ scope: { property: { key: 'team', value: 'a' } }, amountUsd: '16' })
    await budget({ scope: { userId: 'ann' }, amountUsd: '32' })
    await track([
      { userId: 'ann', botId: 'support', model: 'large', costUsd: '8', properties: { team: 'a' } },
    ])
    const rates = async (args: string) => {
      const { allowed, usedRate, budgets } = await status(args)
      return [allowed, usedRate, budgets.length]
    }
    expect(await rates('botId: "support"')).toEqual([true, 2, 1])
    expect(await rates('model: "large"')).toEqual([false, 1, 1])
    expect(await rates('properties: { team: ["b", "a"] }')).toEqual([true, 0.5, 1])
    expect(await rates('userId: "ann"')).toEqual([true, 0.25, 1])
    expect(await rates('botId: "support", model: "large", userId: "ann"')).toEqual([false, 2, 3])
    expect(await rates('botId: "sales", model: "small", provider: "acme"')).toEqual([true, null, 0])
  })

  test('knows a user by every id', async () => {
    await budget({ scope: { users: 'EACH_USER' }, amountUsd: '2' })
    await track([{ anonymousId: 'phone', costUsd: '1' }])
    await project.answer(
      `mutation { alias(input: { userId: "ann", alias: "phone" }) { userErrors { code } } }`,
    )
    await expect
      .poll(async () => [await status('userId: "phone"'), await status('userId: "ann"')], { timeout: 20_000 })
      .toMatchObject([{ budgets: [{ spentUsd: '1' }] }, { budgets: [{ spentUsd: '1' }] }])
  })

  test('refuses texts that no call could have', async () => {
    await budget({ scope: { users: 'EACH_USER' } })
    for (const name of ['userId', 'botId', 'model', 'provider'])
      expect(await project.refusal(`{ budgetStatus(${name}: "a\\u0000b") { allowed } }`)).toEqual({
        code: 'BAD_USER_INPUT',
        reason: 'INVALID_TEXT',
        field: name,
      })
  })

  test('is for services and keys that track, of their project', async () => {
    await budget({ scope: { users: 'EVERYBODY' }, amountUsd: '2' })
    expect(await status('', app.token('service', name))).toMatchObject({ remainingUsd: '2' })
    expect(await status('', app.token('service', 'elsewhere'))).toMatchObject({ budgets: [] })
  })

  test('is charged like tracking, and leaves no entry in the audit log', async () => {
    const { data } = await app.ask<{ budgetStatus: object }>(
      '{ budgetStatus { allowed } }',
      {},
      project.token,
    )
    expect(data).toEqual({ budgetStatus: { allowed: true } })
    const { auditLog } = await project.answer<{ auditLog: object }>(
      '{ auditLog(filter: { field: "budgetStatus" }) { totalCount } }',
    )
    expect(auditLog).toEqual({ totalCount: 0 })
  })
})

const warningsOf = async (id: string) =>
  (
    await project.answer<{ budget: { warnings: { code: string; message: string }[] } }>(
      `{ budget(id: "${id}") { warnings { code message } } }`,
    )
  ).budget.warnings

test('a budget of a segment with more than 100,000 users is refused, and warns once its segment has so many', async () => {
  const { createSegment } = await project.answer<{ createSegment: { segment: { id: string } } }>(
    `mutation { createSegment(input: { name: "pro", condition: { trait: { key: "plan", values: ["pro"] } } }) { segment { id } } }`,
  )
  const { id: segmentId } = createSegment.segment
  const join = (from: number, to: number) =>
    app.services.database.pool.query(
      `insert into users (project, external_id, traits) select $1, 'u' || i, '{"plan": "pro"}' from generate_series($2::integer, $3) i`,
      [name, from, to],
    )
  // In parts: on a busy machine one statement would take too long.
  for (let from = 1; from < 100_000; from += 10_000) await join(from, from + 9_999)
  const id = await budget({ scope: { segmentId } })
  await join(100_001, 100_001)
  const input = { name: 'one too many', amountUsd: '1', period: { every: 'DAY' }, scope: { segmentId } }
  const { createBudget } = await project.answer<Saved>(save, { input })
  expect(createBudget).toMatchObject({
    budget: null,
    userErrors: [{ code: 'TOO_MANY_USERS', field: 'segmentId' }],
  })

  const warnings = async () => {
    await app.services.database.pool.query('update budget_counts set members_at = null')
    return warningsOf(id)
  }
  const soon = { timeout: 20_000, interval: 200 }
  await expect.poll(warnings, soon).toEqual([
    {
      code: 'MEMBERS_OUTDATED',
      message: expect.stringMatching(/^The members are those from before 20.*more than 100,000 users/),
    },
  ])
})

describe('a budget is refused with', () => {
  const good = { name: 'a', amountUsd: '1', period: { every: 'DAY' }, scope: { users: 'EVERYBODY' } }
  const long = 'x'.repeat(256)

  test.each<[string, object, string[]]>([
    ['no amount', { amountUsd: '0' }, ['OUT_OF_RANGE amountUsd']],
    ['a negative amount', { amountUsd: '-1' }, ['OUT_OF_RANGE amountUsd']],
    ['too large an amount', { amountUsd: '1000000000000.01' }, ['OUT_OF_RANGE amountUsd']],
    ['an amount that is no number', { amountUsd: 'much' }, ['INVALID_NUMBER amountUsd']],
    ['no rolling day', { period: { rollingDays: 0 } }, ['INVALID_DAYS rollingDays']],
    ['too many rolling days', { period: { rollingDays: 366 } }, ['INVALID_DAYS rollingDays']],
    ['an empty bot', { scope: { botId: '' } }, ['REQUIRED botId']],
    ['a long model', { scope: { model: long } }, ['TOO_LONG model']],
    ['a text with NUL', { scope: { userId: 'a\0b' } }, ['INVALID_TEXT userId']],
    [
      'a property without a key',
      { scope: { property: { key: '', value: '' } } },
      ['REQUIRED key', 'REQUIRED value'],
    ],
    ['a segment that does not exist', { scope: { segmentId: '999' } }, ['NOT_FOUND segmentId']],
    ['an unknown time zone', { timeZone: '+01:00' }, ['INVALID_TIME_ZONE timeZone']],
    ['a threshold of 0', { thresholds: [0] }, ['INVALID_THRESHOLDS thresholds']],
    ['thresholds out of order', { thresholds: [1, 0.5] }, ['INVALID_THRESHOLDS thresholds']],
    ['a threshold twice', { thresholds: [1, 1] }, ['INVALID_THRESHOLDS thresholds']],
    ['a threshold that is too large', { thresholds: [10.5] }, ['INVALID_THRESHOLDS thresholds']],
    [
      'too many thresholds',
      { thresholds: Array.from({ length: 11 }, (_, i) => (i + 1) / 20) },
      ['TOO_MANY thresholds'],
    ],
    ['a webhook that does not exist', { notify: [{ webhookId: '999' }] }, ['NOT_FOUND webhookId']],
    ['no mail address', { notify: [{ email: 'ann' }] }, ['INVALID_RECIPIENT email']],
    [
      'too many receivers',
      { notify: Array.from({ length: 21 }, (_, i) => ({ email: `a${i}@example.com` })) },
      ['TOO_MANY notify'],
    ],
    [
      'several mistakes at once',
      { amountUsd: '0', thresholds: [2, 1], name: ' ' },
      ['OUT_OF_RANGE amountUsd', 'INVALID_THRESHOLDS thresholds', 'INVALID_NAME name'],
    ],
  ])('%s', async (_, changes, expected) => {
    const { createBudget } = await project.answer<Saved>(save, { input: { ...good, ...changes } })
    expect(createBudget.budget).toBeNull()
    expect(createBudget.userErrors!.map(({ code, field }) => `${code} ${field}`)).toEqual(expected)
  })

  test.each<[string, object]>([
    ['no period', { period: {} }],
    ['two periods', { period: { every: 'DAY', rollingDays: 3 } }],
    ['no scope', { scope: {} }],
    ['two scopes', { scope: { botId: 'a', model: 'b' } }],
  ])('%s', async (_, changes) => {
    const { errors } = await project.ask(save, { input: { ...good, ...changes } })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })
})
