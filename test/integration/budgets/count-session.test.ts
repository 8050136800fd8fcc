import { afterEach, beforeEach, expect, test } from 'vitest'
import { inTurn, openCountSession } from '../../../src/budgets/count-session.ts'
import { openBudgets, type TestBudgets } from '../../support/budgets.ts'

let budgets: TestBudgets
beforeEach(async () => {
  budgets = await openBudgets('2024-03-10T12:00:00Z')
})
afterEach(() => budgets.close())

test('a count whose session dies fails with the error of the count', async () => {
  const session = await openCountSession(budgets.database)
  const count = inTurn(session, async () => {
    await session.end()
    throw new Error('the session is gone')
  })
  await expect(count).rejects.toThrow('the session is gone')
})

test('a count that fails lets the next one have its turn', async () => {
  const sessions = [await openCountSession(budgets.database), await openCountSession(budgets.database)]
  const failing = inTurn(sessions[0]!, () => Promise.reject(new Error('a budget is broken')))
  await expect(failing).rejects.toThrow('a budget is broken')
  expect(await inTurn(sessions[1]!, () => Promise.resolve('counted'))).toBe('counted')
  for (const session of sessions) await session.end()
})
