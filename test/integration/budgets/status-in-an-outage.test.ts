import { expect, test } from 'vitest'
import { budgetStatus } from '../../../src/budgets/budget-status.ts'
import { BudgetAction, BudgetUsers } from '../../../src/schema/budgets/budget-input.ts'
import { openBudgets } from '../../support/budgets.ts'
import { cloneDatabase } from '../../support/clone-database.ts'
import { startTcpProxy } from '../../support/processes/tcp-proxy.ts'

test('an outage is answered from the last count and the own writes, and says so', async () => {
  const url = new URL(await cloneDatabase())
  const proxy = await startTcpProxy(Number(url.port))
  url.port = String(proxy.port)
  const budgets = await openBudgets('2024-03-31T23:59:00Z', url.href)
  const process = budgets.process()
  const ask = async (userId: string) => {
    const { allowed, remainingUsd, asOf, isStale } = await budgetStatus(process, 'p', { userId })
    return { allowed, remainingUsd, asOf, isStale }
  }
  expect(await ask('ann')).toEqual({ allowed: true, remainingUsd: null, asOf: null, isStale: true })

  const user_no = await budgets.user('ann')
  await budgets.save({
    period: { every: 'MONTH' },
    scope: { users: BudgetUsers.EACH_USER },
    action: BudgetAction.BLOCK_HINT,
  })
  await budgets.called({ at: '2024-03-31T12:00:00Z', usd: '9', user_no })
  await process.count()
  const asOf = budgets.now
  expect(await ask('ann')).toEqual({ allowed: true, remainingUsd: '1', asOf, isStale: false })

  await proxy.close()
  await expect(process.count()).rejects.toThrow()
  process.noteWritten([budgets.row({ at: '2024-03-31T23:59:01Z', usd: '1', user_no })])
  budgets.now = new Date('2024-03-31T23:59:15Z')
  expect(await ask('ann')).toEqual({ allowed: false, remainingUsd: '0', asOf, isStale: false })
  expect(await ask('bob')).toEqual({ allowed: true, remainingUsd: '10', asOf, isStale: false })
  budgets.now = new Date('2024-03-31T23:59:16Z')
  expect(await ask('ann')).toMatchObject({ allowed: false, isStale: true })
  // A new month has begun; the write of this process may have been in it.
  budgets.now = new Date('2024-04-01T00:00:00Z')
  expect(await ask('ann')).toMatchObject({ allowed: true, remainingUsd: '9', isStale: true })
  await budgets.close()
})
