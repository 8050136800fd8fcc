import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BudgetUsers } from '../../../src/schema/budgets/budget-input.ts'
import { openBudgets, type TestBudgets } from '../../support/budgets.ts'
import { inSession } from '../../support/in-session.ts'

let budgets: TestBudgets
beforeEach(async () => {
  budgets = await openBudgets('2024-03-10T12:00:00Z')
})
afterEach(() => budgets.close())

const everybody = { users: BudgetUsers.EVERYBODY }
const monthly = { period: { every: 'MONTH' as const }, scope: everybody }

/** Deletes calls as a retention does, so that what was spent stays spent. */
async function expire(before: string): Promise<void> {
  const session = await budgets.database.connect()
  await session.query(`set convograph.keeps_spend = 'on'`)
  await session.query('delete from events where occurred_at < $1', [before])
  await session.end()
}

describe('the spend of a budget', () => {
  test('has calls from before the budget was saved, and not those of other months', async () => {
    await budgets.called(
      { at: '2024-02-29T23:59:59.999Z', usd: '100' },
      { at: '2024-03-01T00:00:00Z', usd: '0.1' },
      { at: '2024-03-31T23:59:59.999Z', usd: '0.2' },
      { at: '2024-04-01T00:00:00Z', usd: '100' },
    )
    const id = await budgets.save(monthly)
    await budgets.process().count()
    expect(await budgets.spent(id)).toBe('0.3')
  })

  test('is exact to the last of twelve decimals, where binary fractions would not be', async () => {
    const id = await budgets.save(monthly)
    const process = budgets.process()
    for (let i = 0; i < 10; i++) {
      await budgets.called({ at: '2024-03-10T10:00:00Z', usd: '0.100000000001' })
      await process.count()
    }
    expect(await budgets.spent(id)).toBe('1.00000000001')
  })

  test('has a call once that commits long after later ones', async () => {
    const id = await budgets.save(monthly)
    const process = budgets.process()
    await process.count()
    await inSession(budgets.database, async slow => {
      await slow.query('begin')
      await slow.query(
        `insert into events (project, event_id, kind, name, occurred_at, cost_usd, cost_source)
         values ('p', 'slow', 'ai_call', 'ai_call', '2024-03-10T10:00:00Z', 1, 'COMPUTED')`,
      )
      await budgets.called({ at: '2024-03-10T11:00:00Z', usd: '2' })
      await process.count()
      expect(await budgets.spent(id)).toBe('2')
      await slow.query('commit')
    })
    await process.count()
    await process.count()
    expect(await budgets.spent(id)).toBe('3')
  })

  test('has a budget that is saved while a call is being written', async () => {
    const process = budgets.process()
    await inSession(budgets.database, async slow => {
      await slow.query('begin')
      await slow.query(
        `insert into events (project, event_id, kind, name, occurred_at, cost_usd, cost_source)
         values ('p', 'slow', 'ai_call', 'ai_call', '2024-03-10T10:00:00Z', 1, 'COMPUTED')`,
      )
      const id = await budgets.save(monthly)
      await process.count()
      expect(await budgets.spent(id)).toBe('0')
      await slow.query('commit')
      await process.count()
      expect(await budgets.spent(id)).toBe('1')
    })
  })

  test('follows costs that are corrected, also twice between two counts and before the first', async () => {
    const id = await budgets.save(monthly)
    const process = budgets.process()
    await budgets.called({ at: '2024-03-10T10:00:00Z', usd: '1', event_id: 'counted' })
    await process.count()
    await budgets.called({ at: '2024-03-10T10:00:00Z', usd: '10', event_id: 'not counted yet' })
    await budgets.run(`update events set cost_usd = 20 where event_id = 'not counted yet'`)
    await budgets.run(`update events set cost_usd = 2 where event_id = 'counted'`)
    await budgets.run(`update events set cost_usd = 3 where event_id = 'counted'`)
    await process.count()
    expect(await budgets.spent(id)).toBe('23')
  })

  test('counts unknown costs as unpriced until they are known', async () => {
    const id = await budgets.save(monthly)
    const process = budgets.process()
    await budgets.called({ at: '2024-03-10T10:00:00Z', usd: null }, { at: '2024-03-10T10:00:00Z', usd: '1' })
    await process.count()
    expect(await budgets.numbers(id)).toMatchObject({ spentUsd: '1', calls: 2, unpricedCalls: 1 })
    await budgets.run(
      `update events set cost_usd = 4, cost_source = 'COMPUTED' where cost_source = 'UNKNOWN'`,
    )
    await process.count()
    expect(await budgets.numbers(id)).toMatchObject({ spentUsd: '5', calls: 2, unpricedCalls: 0 })
  })

  test('follows a visitor who becomes a user', async () => {
    const [visitor, ann] = [await budgets.user('visitor'), await budgets.user('ann')]
    const each = await budgets.save({
      period: { every: 'MONTH' },
      scope: { users: BudgetUsers.EACH_USER },
    })
    const one = await budgets.save({ period: { every: 'MONTH' }, scope: { userId: 'ann' } })
    const process = budgets.process()
    await budgets.called(
      { at: '2024-03-10T10:00:00Z', usd: '3', user_no: visitor },
      { at: '2024-03-10T10:00:00Z', usd: '2', user_no: ann },
    )
    await process.count()
    expect([await budgets.spent(each), await budgets.spent(one)]).toEqual(['3', '2'])
    await budgets.run('update users set linked_to = $1 where no = $2', [ann, visitor])
    await budgets.run('update events set user_no = $1 where user_no = $2', [ann, visitor])
    await process.count()
    expect([await budgets.spent(each), await budgets.spent(one)]).toEqual(['5', '5'])
  })

  test('of one user begins with the first call of the user', async () => {
    const id = await budgets.save({ period: { every: 'MONTH' }, scope: { userId: 'later' } })
    const process = budgets.process()
    await process.count()
    await budgets.called({ at: '2024-03-10T10:00:00Z', usd: '1' })
    await process.count()
    expect(await budgets.spent(id)).toBe('0')
    await budgets.called({ at: '2024-03-10T10:00:00Z', usd: '2', user_no: await budgets.user('later') })
    await process.count()
    expect(await budgets.spent(id)).toBe('2')
  })

  test('loses events that are deleted', async () => {
    const id = await budgets.save({
      period: { every: 'MONTH' },
      scope: { property: { key: 'team', value: 'a' } },
    })
    const process = budgets.process()
    const properties = JSON.stringify({ team: 'a' })
    await budgets.called(
      { at: '2024-03-10T10:00:00Z', usd: '1', properties, event_id: 'gone' },
      { at: '2024-03-10T10:00:00Z', usd: '2', properties },
    )
    await process.count()
    expect(await budgets.spent(id)).toBe('3')
    await budgets.run(`delete from events where event_id = 'gone'`)
    await process.count()
    expect(await budgets.numbers(id)).toMatchObject({ spentUsd: '2', calls: 1 })
  })

  test('is counted anew by another rule, and stays with another amount', async () => {
    const id = await budgets.save(monthly)
    const process = budgets.process()
    await budgets.called(
      { at: '2024-03-10T10:00:00Z', usd: '1', bot_id: 'a' },
      { at: '2024-03-10T10:00:00Z', usd: '2', bot_id: 'b' },
    )
    await process.count()
    await budgets.change(id, { amountUsd: '5' })
    await process.count()
    expect(await budgets.spent(id)).toBe('3')
    await budgets.change(id, { scope: { botId: 'b' } })
    await process.count()
    expect(await budgets.spent(id)).toBe('2')
  })

  test('has calls that have expired, also after another name and amount, until another rule counts the log', async () => {
    const id = await budgets.save(monthly)
    const process = budgets.process()
    await process.count()
    await budgets.called({ at: '2024-03-02T12:00:00Z', usd: '6' }, { at: '2024-03-09T12:00:00Z', usd: '0.5' })
    await process.count()
    await expire('2024-03-03T00:00:00Z')
    await budgets.run(`update definitions set name = 'renamed', version = version + 1, updated_at = now()`)
    await process.count()
    expect(await budgets.spent(id)).toBe('6.5')
    await budgets.change(id, { amountUsd: '20' })
    await budgets.called({ at: '2024-03-10T12:00:00Z', usd: '0.25' })
    await process.count()
    expect(await budgets.spent(id)).toBe('6.75')
    await budgets.change(id, { scope: { botId: 'none' } })
    await process.count()
    expect(await budgets.spent(id)).toBe('0')
    await budgets.change(id, { scope: monthly.scope })
    await process.count()
    expect(await budgets.spent(id)).toBe('0.75')
  })

  test('is the same after a start, and with several processes in turn', async () => {
    const id = await budgets.save(monthly)
    const processes = [budgets.process(), budgets.process(), budgets.process()]
    for (let i = 0; i < 9; i++) {
      await budgets.called({ at: '2024-03-10T10:00:00Z', usd: '1' })
      await Promise.all(processes.map(process => process.count()))
    }
    await budgets.process().count()
    expect(await budgets.numbers(id)).toMatchObject({ spentUsd: '9', calls: 9 })
  })

  test('is of the calls that the property names: texts, numbers, flags, and items of lists', async () => {
    const named = (value: string, key = 'team') =>
      budgets.save({ period: { every: 'MONTH' }, scope: { property: { key, value } } })
    const ids = [
      await named('a'),
      await named('5'),
      await named('true'),
      await named('x', 'in.side'),
      await named('y', 'in%2Eside'),
    ]
    const process = budgets.process()
    const sent: [string, object][] = [
      ['1', { team: 'a' }],
      ['2', { team: ['b', 'a', 5] }],
      ['4', { team: 5 }],
      ['8', { team: true }],
      ['16', { in: { side: 'x' } }],
      ['32', { 'in.side': 'y' }],
      ['64', { team: null, in: 'x' }],
    ]
    await process.count()
    await budgets.called(
      ...sent.map(([usd, properties]) => ({
        at: '2024-03-10T10:00:00Z',
        usd,
        properties: JSON.stringify(properties),
      })),
    )
    await process.count()
    const spent: string[] = []
    for (const id of ids) spent.push(await budgets.spent(id))
    expect(spent).toEqual(['3', '6', '8', '16', '32'])
  })
})

describe('a period', () => {
  test('of rolling days loses its oldest day at midnight', async () => {
    const id = await budgets.save({ period: { rollingDays: 3 }, scope: everybody, timeZone: 'Asia/Tokyo' })
    const process = budgets.process()
    // Midnights in Tokyo are at 15:00 in UTC. It is 21:00 on 10 March there, so the window begins on 8 March.
    await budgets.called(
      { at: '2024-03-07T14:59:59Z', usd: '1' },
      { at: '2024-03-07T15:00:00Z', usd: '2' },
      { at: '2024-03-08T15:00:00Z', usd: '4' },
      { at: '2024-03-10T11:00:00Z', usd: '8' },
    )
    await process.count()
    expect(await budgets.spent(id)).toBe('14')
    budgets.now = new Date('2024-03-10T15:00:00Z')
    await process.count()
    expect(await budgets.spent(id)).toBe('12')
    budgets.now = new Date('2024-03-11T15:00:00Z')
    expect(await budgets.spent(id)).toBe('8')
  })

  test('ends with the local day at both changes of the clock', async () => {
    budgets.now = new Date('2024-03-31T21:59:59Z')
    const id = await budgets.save({ period: { every: 'DAY' }, scope: everybody, timeZone: 'Europe/Berlin' })
    const process = budgets.process()
    // 31 March has 23 hours in Berlin: from 23:00 to 22:00 in UTC.
    await budgets.called(
      { at: '2024-03-30T22:59:59Z', usd: '1' },
      { at: '2024-03-30T23:00:00Z', usd: '2' },
      { at: '2024-03-31T21:59:59Z', usd: '4' },
      { at: '2024-03-31T22:00:00Z', usd: '8' },
    )
    await process.count()
    expect(await budgets.numbers(id)).toMatchObject({
      spentUsd: '6',
      period: { from: new Date('2024-03-30T23:00:00Z'), to: new Date('2024-03-31T22:00:00Z') },
    })
    budgets.now = new Date('2024-03-31T22:00:00Z')
    await process.count()
    expect(await budgets.spent(id)).toBe('8')
    // 27 October has 25 hours: from 22:00 to 23:00 in UTC.
    budgets.now = new Date('2024-10-27T22:59:59Z')
    await process.count()
    await budgets.called({ at: '2024-10-26T22:00:00Z', usd: '16' }, { at: '2024-10-27T22:59:59Z', usd: '32' })
    await process.count()
    expect(await budgets.spent(id)).toBe('48')
  })

  test('has calls that arrive ahead of it, and late ones', async () => {
    const id = await budgets.save(monthly)
    budgets.now = new Date('2024-03-31T12:00:00Z')
    const process = budgets.process()
    await budgets.called({ at: '2024-04-01T09:00:00Z', usd: '1' })
    await process.count()
    budgets.now = new Date('2024-04-02T00:00:00Z')
    await budgets.called({ at: '2024-04-01T01:00:00Z', usd: '2' })
    await process.count()
    expect(await budgets.spent(id)).toBe('3')
  })
})
