import fc from 'fast-check'
import { DateTime } from 'luxon'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BudgetContent, BudgetUsers } from '../../../src/schema/budgets/budget-input.ts'
import { openBudgets, type TestBudgets } from '../../support/budgets.ts'
import { rounds, seed } from '../../support/rounds.ts'

/** Berlin sets its clock forward on 31 March at 01:00 in UTC. */
const start = '2024-03-29T12:00:00Z'
const HOUR = 3_600_000
const timeZone = 'Europe/Berlin'

const contents: Pick<BudgetContent, 'scope' | 'period' | 'timeZone'>[] = [
  { scope: { users: BudgetUsers.EVERYBODY }, period: { every: 'DAY' }, timeZone },
  { scope: { users: BudgetUsers.EACH_USER }, period: { every: 'DAY' }, timeZone },
  { scope: { users: BudgetUsers.EVERYBODY }, period: { every: 'WEEK' }, timeZone },
  { scope: { botId: 'a' }, period: { every: 'MONTH' }, timeZone },
  { scope: { userId: 'user 1' }, period: { rollingDays: 2 }, timeZone },
  { scope: { model: 'large' }, period: { rollingDays: 3 }, timeZone },
]

const anyCall = fc.record({
  hoursBack: fc.integer({ min: -20, max: 100 }),
  usd: fc.option(fc.integer({ min: 0, max: 10 ** 9 }), { freq: 8 }),
  user: fc.option(fc.integer({ min: 0, max: 2 })),
  bot: fc.option(fc.constantFrom('a', 'b')),
  model: fc.constantFrom('small', 'large'),
})

const anyStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      calls: fc.array(anyCall, { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      usd: fc.integer({ min: 0, max: 10 ** 9 }),
      every: fc.integer({ min: 2, max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      from: fc.integer({ min: 0, max: 2 }),
      to: fc.integer({ min: 0, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('label' as const), bot: fc.constantFrom('a', 'b') }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('delete' as const), every: fc.integer({ min: 3, max: 7 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('count' as const), process: fc.integer({ min: 0, max: 1 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('save' as const) }) },
)
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never

let budgets: TestBudgets
beforeEach(async () => {
  budgets = await openBudgets(start)
})
afterEach(() => budgets.close())

/** A billionth of a dollar as exact text. */
const inDollars = (usd: number | null) =>
  usd === null ? null : `${Math.floor(usd / 1e9)}.${String(usd % 1e9).padStart(9, '0')}`

async function take(step: Step, users: number[], saved: string[]): Promise<void> {
  if (step.do === 'call')
    await budgets.called(
      ...step.calls.map(({ hoursBack, usd, user, bot, model }) => ({
        at: new Date(budgets.now.getTime() - hoursBack * HOUR).toISOString(),
        usd: inDollars(usd),
        user_no: user === null ? null : users[user]!,
        bot_id: bot,
        model,
      })),
    )
  if (step.do === 'correct')
    await budgets.run(`update events set cost_usd = $1, cost_source = 'COMPUTED' where seq % $2 = 0`, [
      inDollars(step.usd),
      step.every,
    ])
  if (step.do === 'move')
    await budgets.run('update events set user_no = $1 where user_no = $2', [users[step.to], users[step.from]])
  if (step.do === 'label') await budgets.run('update events set bot_id = $1 where bot_id is null', [step.bot])
  if (step.do === 'delete') await budgets.run('delete from events where seq % $1 = 0', [step.every])
  if (step.do === 'wait') budgets.now = new Date(budgets.now.getTime() + step.hours * HOUR)
  if (step.do === 'save') saved.push(await budgets.save(contents[saved.length % contents.length]!))
}

interface Row {
  at: Date
  user_no: number | null
  bot_id: string | null
  model: string
  billionths: string | null
}

/** The sum in plain code: all rows of the log, by the calendar of luxon, in whole billionths. */
function evaluated(rows: Row[], content: (typeof contents)[number], firstUser: number): bigint {
  const now = DateTime.fromJSDate(budgets.now, { zone: timeZone })
  const { every, rollingDays } = content.period
  const unit = every ? (every.toLowerCase() as 'day') : 'day'
  const from = now.startOf(unit).minus({ days: (rollingDays ?? 1) - 1 })
  const to = now.endOf(unit)
  const { users, userId, botId, model } = content.scope
  const sums = new Map<number | null, bigint>()
  for (const row of rows) {
    if (row.billionths === null || +row.at < +from || +row.at > +to) continue
    if (botId && row.bot_id !== botId) continue
    if (model && row.model !== model) continue
    if (userId && row.user_no !== firstUser) continue
    if (users === 'EACH_USER' && row.user_no === null) continue
    const key = users === 'EACH_USER' ? row.user_no : null
    sums.set(key, (sums.get(key) ?? 0n) + BigInt(row.billionths))
  }
  return [...sums.values()].reduce((most, sum) => (sum > most ? sum : most), 0n)
}

test('the spend is the sum over the log after any history', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 20, maxLength: 40, size: 'max' }), async steps => {
      await budgets.run('truncate events, users, definitions restart identity cascade')
      budgets.now = new Date(start)
      const users = [await budgets.user('user 1'), await budgets.user('user 2'), await budgets.user('user 3')]
      const processes = [budgets.process(), budgets.process()]
      const saved: string[] = []
      for (const content of contents.slice(0, 3)) saved.push(await budgets.save(content))
      for (const step of steps) {
        if (step.do === 'count') await processes[step.process]!.count()
        else await take(step, users, saved)
      }
      for (const process of processes) await process.count()
      const { rows } = await budgets.run(
        `select occurred_at as at, user_no, bot_id, model, trunc(cost_usd * 1e9)::text as billionths from events`,
      )
      const spent: string[] = []
      for (const id of saved) spent.push(await budgets.spent(id))
      expect(spent.map(text => BigInt(Math.round(Number(text) * 1e9)))).toEqual(
        saved.map((_, i) => evaluated(rows, contents[i % contents.length]!, users[0]!)),
      )
      for (const process of processes) await process.stop()
    }),
    { numRuns: rounds(60, 6), seed },
  )
})
