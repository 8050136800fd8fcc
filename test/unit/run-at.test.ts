import { expect, test } from 'vitest'
import { type Run, runAt } from '../../src/analytics/query/run-at.ts'
import { compile, raw, sql, versioned } from '../../src/clickhouse/sql.ts'

const overtaken = () => Object.assign(new Error('thrown by throwIf'), { code: '395' })
const question = sql`select ${versioned(raw('whole'), ({ batch, changedQuarters }) => raw(`${batch} ${changedQuarters}`))}`

/** Runs statements of a request that reads batch 5. `begun` is the last begun batch after each statement. */
function requestOf({ begun = [5], generation = 1, refuse = 0 }) {
  const sent: string[] = []
  let refusals = refuse
  const run = (async (name, statement) => {
    sent.push(name === 'changed' ? name : compile(statement).query)
    if (name === 'changed') return [{ quarter: 900 * sent.length }]
    if (sent.at(-1) !== 'select whole' && refusals-- > 0) throw overtaken()
    return [sent.at(-1)]
  }) as Run
  const after = [...begun]
  return {
    sent,
    ask: runAt(run, {
      project: 'p',
      state: async () => ({ generation: 1, batch: '5' }),
      begun: async () => ({ generation, batch: String(after.length > 1 ? after.shift() : after[0]) }),
    }),
  }
}

test('statements are over everything while no later batch has begun', async () => {
  const { ask, sent } = requestOf({})
  expect(await ask('a', question)).toEqual(['select whole'])
  expect(await ask('b', question)).toEqual(['select whole'])
  expect(sent).toHaveLength(2)
})

test('a statement during which a batch began is repeated, narrowed, and later ones are narrowed at once', async () => {
  const { ask, sent } = requestOf({ begun: [5, 6] })
  expect(await ask('a', question)).toEqual(['select whole'])
  expect(await ask('b', question)).toEqual(['select 5 2700'])
  expect(await ask('c', question)).toEqual(['select 5 2700'])
  expect(sent).toEqual(['select whole', 'select whole', 'changed', 'select 5 2700', 'select 5 2700'])
})

test('a statement that a batch overtakes again and again reads events only', async () => {
  const { ask, sent } = requestOf({ begun: [6], refuse: 3 })
  expect(await ask('a', question)).toEqual(['select 5 undefined'])
  expect(sent.filter(name => name === 'changed')).toHaveLength(3)
})

test('a request that began before ClickHouse was filled again is refused', async () => {
  const { ask } = requestOf({ generation: 2 })
  await expect(ask('a', question)).rejects.toMatchObject({ extensions: { code: 'DB_UNAVAILABLE' } })
})
