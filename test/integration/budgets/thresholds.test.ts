import { afterEach, beforeEach, expect, test } from 'vitest'
import { BudgetUsers } from '../../../src/schema/budgets/budget-input.ts'
import { openBudgets, type TestBudgets } from '../../support/budgets.ts'

let budgets: TestBudgets
beforeEach(async () => {
  budgets = await openBudgets('2024-03-10T12:00:00Z')
})
afterEach(() => budgets.close())

const everybody = { users: BudgetUsers.EVERYBODY }
const eachUser = { users: BudgetUsers.EACH_USER }
const month = { every: 'MONTH' } as const
const at = '2024-03-10T11:00:00Z'

/** The thresholds announced so far, such as `budget 1: 0.5 at 5`. */
const announced = async () =>
  (await budgets.announced()).map(
    ({ name, userId, threshold, spentUsd }) => `${userId ?? name}: ${threshold} at ${spentUsd}`,
  )

test('each threshold is announced once in a period, and again in the next one', async () => {
  await budgets.save({ period: month, scope: everybody })
  const process = budgets.process()
  await process.count()
  await budgets.called({ at, usd: '4.99' })
  await process.count()
  expect(await announced()).toEqual([])
  await budgets.called({ at, usd: '0.01' })
  await process.count()
  await process.count()
  expect(await announced()).toEqual(['budget 1: 0.5 at 5'])
  // 9.6 of 10 passes 0.8 and 0.95 at once.
  await budgets.called({ at, usd: '4.6' })
  await process.count()
  expect(await announced()).toEqual(['budget 1: 0.5 at 5', 'budget 1: 0.8 at 9.6', 'budget 1: 0.95 at 9.6'])
  budgets.now = new Date('2024-04-01T00:00:01Z')
  await budgets.called({ at: '2024-04-01T00:00:00Z', usd: '5' })
  await process.count()
  expect((await announced()).slice(3)).toEqual(['budget 1: 0.5 at 5'])
})

test('a call just before the end of a period counts for that period, although it is counted later', async () => {
  await budgets.save({ period: month, scope: everybody, thresholds: [1] })
  const process = budgets.process()
  await process.count()
  budgets.now = new Date('2024-04-01T00:00:01Z')
  await budgets.called({ at: '2024-03-31T23:59:59Z', usd: '10' })
  await process.count()
  expect(await announced()).toEqual(['budget 1: 1 at 10'])
})

test('a call from the next period counts when that begins', async () => {
  await budgets.save({ period: month, scope: everybody, thresholds: [1] })
  const process = budgets.process()
  budgets.now = new Date('2024-03-31T12:00:00Z')
  await process.count()
  await budgets.called({ at: '2024-04-01T09:00:00Z', usd: '10' })
  await process.count()
  expect(await announced()).toEqual([])
  budgets.now = new Date('2024-04-01T00:00:00Z')
  await process.count()
  expect(await announced()).toEqual(['budget 1: 1 at 10'])
})

test('each user has thresholds of their own', async () => {
  const [ann, bob] = [await budgets.user('ann'), await budgets.user('bob')]
  await budgets.save({ period: month, scope: eachUser, thresholds: [0.5] })
  const process = budgets.process()
  await process.count()
  await budgets.called({ at, usd: '5', user_no: ann }, { at, usd: '4', user_no: bob }, { at, usd: '50' })
  await process.count()
  expect(await announced()).toEqual(['ann: 0.5 at 5'])
  await budgets.called({ at, usd: '2', user_no: bob }, { at, usd: '2', user_no: ann })
  await process.count()
  expect(await announced()).toEqual(['ann: 0.5 at 5', 'bob: 0.5 at 6'])
})

test('a correction announces a threshold upward, and never twice', async () => {
  const id = await budgets.save({ period: month, scope: everybody, thresholds: [0.5] })
  const process = budgets.process()
  await budgets.called({ at, usd: '1' })
  await process.count()
  await budgets.run('update events set cost_usd = 6')
  await process.count()
  expect(await announced()).toEqual(['budget 1: 0.5 at 6'])
  await budgets.run('update events set cost_usd = 1')
  await process.count()
  await budgets.run('update events set cost_usd = 7')
  await process.count()
  expect(await announced()).toEqual(['budget 1: 0.5 at 6'])
  expect(await budgets.numbers(id)).toMatchObject({
    spentUsd: '7',
    thresholdsReached: [{ threshold: 0.5, spentUsd: '6' }],
  })
})

test('thresholds that were passed before the budget was saved or changed are shown, not announced', async () => {
  await budgets.called({ at, usd: '8' })
  const id = await budgets.save({ period: month, scope: everybody })
  const process = budgets.process()
  await process.count()
  const reached = async () => (await budgets.numbers(id)).thresholdsReached.map(({ threshold }) => threshold)
  expect(await reached()).toEqual([0.5, 0.8])
  // Of 20, 8 is less than a half. The half is then announced when it is reached.
  await budgets.change(id, { amountUsd: '20' })
  await process.count()
  expect([await reached(), await announced()]).toEqual([[], []])
  await budgets.called({ at, usd: '2' })
  await process.count()
  expect([await reached(), await announced()]).toEqual([[0.5], ['budget 1: 0.5 at 10']])
  await budgets.change(id, { amountUsd: '10' })
  await process.count()
  expect([await reached(), await announced()]).toEqual([[0.5, 0.8, 0.95, 1], ['budget 1: 0.5 at 10']])
})

test('a call between the save of a budget, or of a change, and its first count is announced', async () => {
  await budgets.called({ at, usd: '5' })
  const id = await budgets.save({ period: month, scope: everybody })
  await budgets.called({ at, usd: '3' })
  const process = budgets.process()
  await process.count()
  expect(await announced()).toEqual(['budget 1: 0.8 at 8'])
  await budgets.change(id, { thresholds: [0.7, 0.9] })
  await budgets.called({ at, usd: '1' })
  await process.count()
  await process.count()
  expect(await announced()).toEqual(['budget 1: 0.8 at 8', 'budget 1: 0.9 at 9'])
  expect(await budgets.numbers(id)).toMatchObject({
    spentUsd: '9',
    thresholdsReached: [
      { threshold: 0.7, spentUsd: '8' },
      { threshold: 0.9, spentUsd: '9' },
    ],
  })
})

test('the first call of a user may pass a threshold', async () => {
  await budgets.save({ period: month, scope: { userId: 'ann' }, thresholds: [0.5] })
  const process = budgets.process()
  await process.count()
  await budgets.called({ at, usd: '5', user_no: await budgets.user('ann') })
  await process.count()
  expect(await announced()).toEqual(['budget 1: 0.5 at 5'])
})

test('rolling days announce a threshold again if it is reached when the day of its announcement has left', async () => {
  await budgets.save({ period: { rollingDays: 2 }, scope: everybody, thresholds: [0.5] })
  const process = budgets.process()
  await process.count()
  const day = async (date: string, usd: string) => {
    budgets.now = new Date(`${date}T12:00:00Z`)
    await process.count()
    await budgets.called({ at: `${date}T11:00:00Z`, usd })
    await process.count()
  }
  await day('2024-03-10', '6')
  await day('2024-03-11', '6')
  expect(await announced()).toEqual(['budget 1: 0.5 at 6'])
  // The days are 11 and 12 March now, of which the first one has spent 6.
  await day('2024-03-12', '1')
  await day('2024-03-13', '1')
  expect(await announced()).toEqual(['budget 1: 0.5 at 6', 'budget 1: 0.5 at 6'])
})

test('two processes that count at once announce once', async () => {
  const users = await Promise.all(Array.from({ length: 20 }, (_, i) => budgets.user(`user ${i}`)))
  await budgets.save({ period: month, scope: eachUser, thresholds: [0.5, 1] })
  const processes = [budgets.process(), budgets.process()]
  await Promise.all(processes.map(process => process.count()))
  for (let round = 0; round < 3; round++) {
    await budgets.called(...users.map(user_no => ({ at, usd: '4', user_no })))
    await Promise.all(processes.map(process => process.count()))
  }
  // 4, 8 and 12: the half is passed by the second call, the whole by the third.
  const found = await announced()
  expect(new Set(found).size).toBe(40)
  expect(found.length).toBe(40)
})

test('a count that fails before its end announces nothing, and the next one once', async () => {
  await budgets.save({ period: month, scope: everybody, thresholds: [0.5] })
  const process = budgets.process()
  await process.count()
  await budgets.run('alter table announcements rename to lost')
  await budgets.called({ at, usd: '6' })
  await expect(process.count()).rejects.toThrow()
  await budgets.run('alter table lost rename to announcements')
  await process.count()
  expect(await announced()).toEqual(['budget 1: 0.5 at 6'])
})

test('a call after another amount was saved and before it was counted announces what it passes, and no earlier call does', async () => {
  const id = await budgets.save({ period: month, scope: everybody, thresholds: [0.5, 1] })
  const process = budgets.process()
  await budgets.called({ at, usd: '3' })
  await process.count()
  await budgets.change(id, { amountUsd: '6' })
  await budgets.called({ at, usd: '3.5' })
  await process.count()
  // 3 of 6 had passed the half when the amount was saved; 6.5 passes all of it.
  expect(await announced()).toEqual(['budget 1: 1 at 6.5'])
  await budgets.run(`update definitions set name = 'renamed', version = version + 1, updated_at = now()`)
  await process.count()
  expect(await announced()).toEqual(['budget 1: 1 at 6.5'])
})
