import { beforeEach, expect, test } from 'vitest'
import { OwnWrites } from '../../../src/budgets/own-writes.ts'
import { callRule } from '../../../src/budgets/rule.ts'
import type { ViewedBudget } from '../../../src/budgets/spend-view.ts'
import { BudgetUsers } from '../../../src/schema/budgets/budget-input.ts'

const rule = callRule({ users: BudgetUsers.EACH_USER }, null)
const budget = { id: '1', rule, from: new Date('2024-03-01T00:00:00Z') } as ViewedBudget

const call = {
  project: 'p',
  event_id: 'c',
  kind: 'ai_call' as const,
  name: 'ai_call',
  occurred_at: '2024-03-10T00:00:00Z',
}

let writes: OwnWrites
beforeEach(() => {
  writes = new OwnWrites()
})

const write = (user_no: number, cost_usd: string) =>
  writes.add([{ ...call, user_no, cost_usd }], () => [budget])
const spent = (userNo: number) => writes.spent('1', userNo).toFixed()

test('the writes of each user add up, while counts fail too', () => {
  for (const usd of ['0.1', '0.2', '0.4']) {
    write(7, usd)
    writes.countBegins()
  }
  write(7, '0.8')
  write(8, '1.6')
  expect([spent(7), spent(8), spent(9)]).toEqual(['1.5', '1.6', '0'])
})

test('a count has the writes before it, and those during it are kept until the next one', () => {
  write(7, '1')
  writes.countBegins()
  write(7, '2')
  expect(spent(7)).toBe('3')
  writes.countIsSeen()
  expect(spent(7)).toBe('2')
  writes.countBegins()
  writes.countIsSeen()
  expect(spent(7)).toBe('0')
})
