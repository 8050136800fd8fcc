import { setTimeout as pause } from 'node:timers/promises'
import { awaitProjection } from '../await-projection.ts'
import { type Figure, milliseconds, rate } from '../figure.ts'
import { type ServerProcess } from '../server-process.ts'
import { type Spread, spreadOf, timed } from '../spread.ts'

const rounds = 2_000
/** By then the JavaScript engine has compiled what each request runs. */
const warmUps = 2_000
const users = 5_000
const callsPerBatch = 500
const batches = 40
/** The answer may take as long as this at the 99th percentile. */
const mostMs = 5

const bots = ['support', 'sales', 'search']
const models = ['small', 'large']
const scopes = [
  'users: EVERYBODY',
  'users: EACH_USER',
  'provider: "acme"',
  'property: { key: "team", value: "a" }',
  ...bots.map(bot => `botId: "${bot}"`),
  ...models.map(model => `model: "${model}"`),
]

/** `budgetStatus` over HTTP beside a field that does nothing, in turns, at rest and while calls are tracked. */
export async function budgetFigures(
  server: ServerProcess,
  report: (line: string) => void,
): Promise<Figure[]> {
  report('Tracking calls without budgets and with them')
  for (const scope of scopes) await save(server, scope)
  const { withBudgets, without } = await trackingRates(server)
  report('Asking budgetStatus')
  await awaitProjection(server.databaseUrl)
  const atRest = await inTurns(server)
  report('Asking budgetStatus while calls are tracked')
  const busy = await whileTracking(server, () => inTurns(server))
  return [
    statusFigure('(k) budgetStatus beside a no-op', atRest),
    statusFigure('(k) the same while 250 calls/s are tracked', busy),
    {
      name: `(k) calls tracked in batches of ${callsPerBatch}, with ${scopes.length} budgets, beside none`,
      convograph: rate(withBudgets),
      bare: rate(without),
      ratio: (withBudgets.median / without.median).toFixed(2),
      target: '≥ 0.9',
      isMet: withBudgets.median >= without.median * 0.9,
    },
  ]
}

interface Turns {
  status: Spread
  noOp: Spread
}

async function inTurns({ ask, ratesService }: ServerProcess): Promise<Turns> {
  const times = { status: [] as number[], noOp: [] as number[] }
  for (let round = -warmUps; round < rounds; round++) {
    const status = await timed(() => ask(ratesService, question('budgetStatus')))
    const bare = await timed(() => ask(ratesService, question('noStatus')))
    if (round < 0) continue
    times.status.push(status.ms)
    times.noOp.push(bare.ms)
  }
  return { status: spreadOf(times.status), noOp: spreadOf(times.noOp) }
}

/** Both fields take the same arguments and give the same answer. */
const question = (field: string) =>
  JSON.stringify({
    query: `query ($userId: String, $botId: String, $model: String) {
      ${field}(userId: $userId, botId: $botId, model: $model) { allowed remainingUsd usedRate }
    }`,
    variables: { userId: anyUser(), botId: anyOf(bots), model: anyOf(models) },
  })

/** Most questions are about few users. */
const anyUser = () => `user ${Math.floor(Math.random() ** 4 * users)}`
const anyOf = (values: string[]) => values[Math.floor(Math.random() * values.length)]!

const statusFigure = (name: string, { status, noOp }: Turns): Figure => ({
  name,
  convograph: milliseconds(status),
  bare: milliseconds(noOp),
  ratio: (status.median / noOp.median).toFixed(2),
  target: `p99 ≤ ${mostMs} ms`,
  isMet: status.p99 <= mostMs,
})

async function save({ ask, ratesAdmin }: ServerProcess, scope: string): Promise<void> {
  const name = JSON.stringify(scope)
  await ask(
    ratesAdmin,
    JSON.stringify({
      query: `mutation { createBudget(input: { name: ${name}, amountUsd: 1000, period: { every: MONTH }, scope: { ${scope} }, action: BLOCK_HINT }) { budget { spentUsd } } }`,
    }),
  )
}

/** In turns, in the project with the budgets and in another one. */
async function trackingRates(server: ServerProcess): Promise<{ withBudgets: Spread; without: Spread }> {
  const rates = { withBudgets: [] as number[], without: [] as number[] }
  for (let batch = 0; batch < batches; batch++) {
    for (const [name, token] of [
      ['withBudgets', server.ratesService],
      ['without', server.admin],
    ] as const) {
      const { ms } = await timed(() => track(server, token, callsPerBatch))
      rates[name].push((callsPerBatch * 1_000) / ms)
    }
  }
  return { withBudgets: spreadOf(rates.withBudgets), without: spreadOf(rates.without) }
}

async function track({ ask }: ServerProcess, token: string, calls: number): Promise<void> {
  const input = Array.from({ length: calls }, () => ({
    aiCall: {
      userId: anyUser(),
      botId: anyOf(bots),
      model: anyOf(models),
      provider: 'acme',
      costUsd: '0.0001',
      properties: { team: anyOf(['a', 'b']) },
    },
  }))
  const query = 'mutation ($events: [AnyEventInput!]!) { track(input: { events: $events }) { accepted } }'
  await ask(token, JSON.stringify({ query, variables: { events: input } }))
}

async function whileTracking<Result>(server: ServerProcess, work: () => Promise<Result>): Promise<Result> {
  const done = new AbortController()
  const tracking = (async () => {
    while (!done.signal.aborted) {
      await track(server, server.ratesService, 25)
      await pause(100)
    }
  })()
  try {
    return await work()
  } finally {
    done.abort()
    await tracking
  }
}
