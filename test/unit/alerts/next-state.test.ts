import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GroupState, newState } from '../../../src/alerts/machine/group-state.ts'
import { nextState, type Rules } from '../../../src/alerts/machine/next-state.ts'
import { type Check, messagesOf, statesOf } from '../../support/alerts/reference-machine.ts'
import { rounds } from '../../support/rounds.ts'

const start = new Date('2026-03-01T00:00:00Z')
const minute = (count: number) => new Date(start.getTime() + count * 60_000)

const usual: Rules = {
  condition: { above: '10' },
  warning: 5,
  forChecks: 1,
  minSample: 3,
  noData: 'SHOW',
  renotifyMs: null,
  isQuiet: false,
}

/** Numbers of each level: more than 10 is an alert, more than 5 a warning. */
const numbers = { OK: 1, WARNING: 7, ALERT: 20, NONE: null, TOO_FEW: 20 }
type Seen = keyof typeof numbers

const observed = (level: Seen) => ({
  value: numbers[level],
  previous: null,
  sample: level === 'TOO_FEW' ? 2 : 100,
  isAnomaly: null,
})

/** The state after these levels, one a minute, and the messages: `fire` and `ok` with the number of their check. */
function after(levels: Seen[], rules: Partial<Rules> = {}, begin = newState(start)) {
  let state: GroupState = begin
  const messages: string[] = []
  levels.forEach((level, i) => {
    const next = nextState(state, observed(level), { ...usual, ...rules }, minute(i + 1))
    state = next.state
    if (next.announcement) messages.push(`${i + 1} ${next.announcement.type} ${state.state}`)
  })
  return { state, messages }
}

/** The state and the message of one more check after others. */
function step(before: Seen[], level: Seen, noData: Rules['noData']): string {
  const { state } = after(before, { noData })
  const { state: then, messages } = after([level], { noData }, state)
  const said = messages[0]?.includes('firing') ? ' fires' : messages[0] ? ' resolves' : ''
  return `${then.state}${said}`
}

const modes = ['ZERO', 'KEEP', 'SHOW', 'NOTIFY'] as const

// Each column is an observation: a number of a level, too few events, and no data in each of the four modes.
test.each([
  [
    'UNKNOWN',
    [],
    'OK',
    'WARNING fires',
    'ALERT fires',
    'UNKNOWN',
    ['OK', 'UNKNOWN', 'NO_DATA', 'NO_DATA fires'],
  ],
  ['OK', ['OK'], 'OK', 'WARNING fires', 'ALERT fires', 'OK', ['OK', 'OK', 'NO_DATA', 'NO_DATA fires']],
  [
    'WARNING',
    ['WARNING'],
    'OK resolves',
    'WARNING',
    'ALERT fires',
    'WARNING',
    ['OK resolves', 'WARNING', 'NO_DATA', 'NO_DATA fires'],
  ],
  [
    'ALERT',
    ['ALERT'],
    'OK resolves',
    'WARNING fires',
    'ALERT',
    'ALERT',
    ['OK resolves', 'ALERT', 'NO_DATA', 'NO_DATA fires'],
  ],
] as [string, Seen[], string, string, string, string, string[]][])(
  'after %s',
  (_, before, ok, warning, alert, tooFew, noData) => {
    for (const mode of modes) {
      expect(step(before, 'OK', mode)).toBe(ok)
      expect(step(before, 'WARNING', mode)).toBe(warning)
      expect(step(before, 'ALERT', mode)).toBe(alert)
      expect(step(before, 'TOO_FEW', mode)).toBe(tooFew)
    }
    expect(modes.map(mode => step(before, 'NONE', mode))).toEqual(noData)
  },
)

test.each([
  ['of a group that was well', ['OK', 'NONE'], 'SHOW', 'OK', 'NO_DATA'],
  ['of a group that was well and told', ['OK', 'NONE'], 'NOTIFY', 'OK resolves', 'NO_DATA'],
  ['of a group in alert', ['ALERT', 'NONE'], 'SHOW', 'OK resolves', 'NO_DATA'],
  ['of a group in alert and told', ['ALERT', 'NONE'], 'NOTIFY', 'OK resolves', 'NO_DATA'],
] as [string, Seen[], Rules['noData'], string, string][])(
  'after NO_DATA %s',
  (_, before, mode, ok, still) => {
    expect(step(before, 'OK', mode)).toBe(ok)
    expect(step(before, 'WARNING', mode)).toBe('WARNING fires')
    expect(step(before, 'ALERT', mode)).toBe('ALERT fires')
    expect(step(before, 'TOO_FEW', mode)).toBe('NO_DATA')
    expect(step(before, 'NONE', mode)).toBe(still)
  },
)

test('trouble needs its checks in a row, the end of it one', () => {
  const { messages } = after(['ALERT', 'ALERT', 'OK', 'ALERT', 'WARNING', 'ALERT', 'ALERT', 'ALERT', 'OK'], {
    forChecks: 3,
  })
  // The fourth to sixth are a warning or worse, the sixth to eighth alerts.
  expect(messages).toEqual(['6 alert.firing WARNING', '8 alert.firing ALERT', '9 alert.resolved OK'])
})

test('a group that stays bad is told again after the time of renotify, until somebody takes it on', () => {
  const rules = { renotifyMs: 2 * 60_000 }
  const first = after(['ALERT', 'ALERT', 'ALERT', 'ALERT', 'ALERT'], rules)
  expect(first.messages).toEqual(['1 alert.firing ALERT', '3 alert.firing ALERT', '5 alert.firing ALERT'])
  const taken = { ...first.state, acknowledgedAt: minute(5) }
  expect(after(['ALERT', 'ALERT', 'ALERT', 'ALERT'], rules, taken).messages).toEqual([])
  expect(after(['OK', 'ALERT'], rules, taken).messages).toEqual([
    '1 alert.resolved OK',
    '2 alert.firing ALERT',
  ])
})

test('a worse state ends an acknowledgement, a milder one does not', () => {
  const warned = { ...after(['WARNING']).state, acknowledgedAt: minute(1) }
  expect(after(['ALERT'], {}, warned).state.acknowledgedAt).toBeNull()
  const alerted = { ...after(['ALERT']).state, acknowledgedAt: minute(1) }
  expect(after(['WARNING'], {}, alerted).state.acknowledgedAt).toEqual(minute(1))
})

test('each stretch of trouble is an episode of its own, with numbered messages', () => {
  const { state } = after(['ALERT', 'WARNING', 'NONE', 'ALERT', 'OK', 'ALERT'])
  expect(state).toMatchObject({ openedAt: minute(6), notices: 1, isOpen: true })
})

test('the quiet hours hold the message, not the state', () => {
  const quiet = after(['OK', 'ALERT', 'ALERT'], { isQuiet: true })
  expect(quiet).toMatchObject({ messages: [], state: { state: 'ALERT', told: 'OK', openedAt: minute(2) } })
  expect(after(['ALERT'], {}, quiet.state).messages).toEqual(['1 alert.firing ALERT'])
  expect(after(['OK'], {}, quiet.state).messages).toEqual([])
})

test('a milestone is told once, and none of those before the first check', () => {
  const reached = (condition: object, values: number[], isQuiet = false) => {
    let state = newState(start)
    return values.flatMap((value, i) => {
      const rules = { ...usual, condition: { milestone: condition }, isQuiet: isQuiet && i < 3 }
      const next = nextState(state, { ...observed('OK'), value }, rules, minute(i))
      state = next.state
      return next.announcement?.milestone ?? []
    })
  }
  expect(reached({ every: '100' }, [250, 299, 300, 350, 120, 310, 620])).toEqual([300, 600])
  expect(reached({ at: '1000' }, [999, 1000, 5000, 10, 1000])).toEqual([1000])
  expect(reached({ at: '1000' }, [1500, 2000])).toEqual([])
  expect(reached({ every: '100' }, [50, 150, 250, 260], true)).toEqual([200])
})

const levels = fc.constantFrom<Seen>('OK', 'WARNING', 'ALERT', 'NONE', 'TOO_FEW')

test('every history has the states and messages of the reference', () => {
  const checks = fc.array(fc.record({ level: levels, isQuiet: fc.boolean() }) as fc.Arbitrary<Check>, {
    maxLength: 20,
  })
  const property = fc.property(
    checks,
    fc.constantFrom(...modes),
    fc.integer({ min: 1, max: 3 }),
    (history, noData, forChecks) => {
      let state = newState(start)
      const states: string[] = []
      const messages: [number, string][] = []
      history.forEach(({ level, isQuiet }, i) => {
        const next = nextState(state, observed(level), { ...usual, noData, forChecks, isQuiet }, minute(i))
        state = next.state
        states.push(state.state)
        if (next.announcement) messages.push([i, state.state])
      })
      const rules = { forChecks, noData, zero: 'OK' as const }
      expect(states).toEqual(statesOf(history, rules))
      expect(messages).toEqual(messagesOf(history, rules))
    },
  )
  fc.assert(property, { numRuns: rounds(2_000) })
})
