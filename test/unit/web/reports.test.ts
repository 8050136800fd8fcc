import { describe, expect, test } from 'vitest'
import { periodName, questionName, scheduleName, sourceName } from '../../../web/pages/reports/content.ts'
import { linkedQuestion } from '../../../web/pages/reports/linked-question.ts'
import { kindOf, periodOf, reportIn } from '../../../web/pages/reports/report-input.ts'
import { runCells } from '../../../web/pages/reports/run-cells.ts'

const formOf = (fields: [string, string][]) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

describe('words', () => {
  test.each([
    [{ daily: { at: '9:00' } }, 'every day at 9:00', 'the last day'],
    [
      { weekly: { on: ['MONDAY', 'THURSDAY'], at: '09:00' } },
      'every Monday and Thursday at 09:00',
      'the last week',
    ],
    [{ monthly: { day: 31, at: '07:30' } }, 'on day 31 of each month at 07:30', 'the last month'],
    [{ cron: '0 9 * * MON-FRI' }, 'by the pattern 0 9 * * MON-FRI', 'the last day'],
    [null, 'when somebody runs it', 'the last day'],
  ])('say when a report runs, and about what: %j', (schedule, when, about) => {
    expect(scheduleName(schedule)).toBe(when)
    expect(periodName({ schedule })).toBe(about)
  })

  test('say the period that a report has of its own', () => {
    expect(periodName({ range: { last: { count: 7, unit: 'DAY' } } })).toBe('the last 7 days')
    expect(periodName({ range: { preset: 'LAST_MONTH' } })).toBe('last month')
  })

  test('say what is sent', () => {
    const question = { measure: { metrics: [{ name: 'activeUsers' }, { formula: 'a / b' }] } }
    expect(
      sourceName({
        blocks: [
          { title: 'A', question },
          { title: 'B', text: 'b' },
        ],
      }),
    ).toBe('1 question, 1 text')
    expect(sourceName({ dashboardId: '7', blocks: null })).toBe('a dashboard')
    expect(questionName(question)).toBe('Measure: activeUsers, a / b')
    expect(questionName({ topUsers: { by: 'MESSAGES' } })).toBe('Top users: MESSAGES')
    expect(questionName({ funnelId: '7', measure: null })).toBe('Funnel id 7')
  })
})

describe('the form', () => {
  const blocks = [{ title: 'Read me', text: 'The week.' }]

  test('gives a report with blocks, by a weekly schedule', () => {
    const form = formOf([
      ['name', ' Weekly '],
      ['source', 'blocks'],
      ['schedule', 'weekly'],
      ['at', '09:00'],
      ['on', 'THURSDAY'],
      ['on', 'MONDAY'],
      ['period', 'usual'],
      ['email', 'ann@example.com, bob@example.com'],
      ['webhook', 'https://example.com/hook'],
      ['formats', 'CSV'],
      ['compare', 'PREVIOUS_PERIOD'],
    ])
    expect(reportIn(form, blocks)).toEqual({
      name: 'Weekly',
      description: null,
      dashboardId: null,
      blocks,
      schedule: { weekly: { at: '09:00', on: ['MONDAY', 'THURSDAY'] } },
      timeZone: null,
      range: null,
      compare: { period: 'PREVIOUS_PERIOD' },
      recipients: [
        { email: 'ann@example.com' },
        { email: 'bob@example.com' },
        { webhook: 'https://example.com/hook' },
      ],
      formats: ['CSV'],
      segmentId: null,
      missed: 'ONCE',
    })
  })

  test('gives a dashboard instead of blocks, and a period of its own', () => {
    const form = formOf([
      ['name', 'Ours'],
      ['source', 'dashboard'],
      ['dashboardId', 'platform'],
      ['schedule', 'none'],
      ['period', 'last'],
      ['count', '7'],
      ['unit', 'DAY'],
    ])
    expect(reportIn(form, blocks)).toMatchObject({
      dashboardId: 'platform',
      blocks: null,
      schedule: null,
      range: { last: { count: 7, unit: 'DAY' } },
    })
  })

  test('begins with what was saved', () => {
    expect([kindOf({ monthly: { day: 1, at: '09:00' } }), kindOf(null)]).toEqual(['monthly', 'none'])
    expect([periodOf({}), periodOf({ range: { preset: 'LAST_WEEK' } })]).toEqual(['usual', 'LAST_WEEK'])
  })
})

describe('a link of Explore', () => {
  test('gives its question with its filters, without its range', () => {
    expect(
      linkedQuestion(
        ' http://localhost:8002/app/explore?range=7d&f=channel:is:web&metrics=messages&show=table ',
      ),
    ).toEqual({
      measure: {
        metrics: [{ name: 'messages' }],
        filter: { and: [{ dimension: 'CHANNEL', operator: 'IS', values: ['web'] }] },
      },
    })
  })

  test.each(['', 'messages', 'http://localhost:8002/app/users?range=7d', 'https://example.com/explore'])(
    'is not “%s”',
    text => {
      expect(linkedQuestion(text)).toBeUndefined()
    },
  )
})

test('the table of a block is read as people read numbers and times', () => {
  const table = {
    columns: [
      { name: 'day', type: 'time' },
      { name: 'users', type: 'integer' },
      { name: 'cost', type: 'decimal' },
      { name: 'tags', type: 'json' },
    ],
    rows: [
      ['2026-01-31T00:00:00.000Z', 12345, '0.012500000000', ['a']],
      [null, 0, null, null],
    ],
  }
  expect(runCells(table, instant => instant.slice(0, 10))).toEqual({
    columns: [
      { name: 'day', isNumber: false },
      { name: 'users', isNumber: true },
      { name: 'cost', isNumber: true },
      { name: 'tags', isNumber: false },
    ],
    rows: [
      ['2026-01-31', '12,345', '0.012500000000', '["a"]'],
      [null, '0', null, null],
    ],
  })
})
