import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Asked, readSearch, searchWith, writeSearch } from '../../../web/address/codec.ts'
import { match } from '../../../web/address/match.ts'
import {
  dimensions,
  type Filter,
  type FilterValue,
  type Operator,
  operatorWords,
  presets,
  type Question,
  type Range,
  startQuestion,
  units,
} from '../../../web/address/question.ts'
import { shifted } from '../../../web/address/shift.ts'
import { variablesOf } from '../../../web/address/variables.ts'

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

const ranges: fc.Arbitrary<Range> = fc.oneof(
  fc.record({
    kind: fc.constant('last' as const),
    count: fc.integer({ min: 1, max: 99_999 }),
    unit: fc.constantFrom(...units),
  }),
  fc.record({ kind: fc.constant('preset' as const), preset: fc.constantFrom(...presets) }),
  fc.tuple(day, day).map(days => {
    const [from, to] = days.toSorted()
    return { kind: 'dates' as const, from: from!, to: to! }
  }),
)

const text = fc.string({ minLength: 1, unit: 'grapheme' })

const filters: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    subject: fc.oneof(
      fc.record({ kind: fc.constant('dimension' as const), dimension: fc.constantFrom(...dimensions) }),
      fc.record({ kind: fc.constantFrom('property' as const, 'trait' as const), key: text }),
    ),
    operator: fc.constantFrom(
      ...(Object.keys(operatorWords) as Operator[]).filter(each => !each.endsWith('_SET')),
    ),
    values: fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.boolean(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter(number => !Object.is(number, -0)),
        fc.constantFrom('true', '5', '1e3', '"', ',', ':', '\\', '-'),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  fc.record({
    subject: fc.record({ kind: fc.constant('property' as const), key: text }),
    operator: fc.constantFrom('IS_SET' as const, 'IS_NOT_SET' as const),
    values: fc.constant<FilterValue[]>([]),
  }),
)

const questions: fc.Arbitrary<Question> = fc.record(
  {
    range: ranges,
    compare: fc.oneof(
      fc.constantFrom('previous' as const, 'year' as const, 'off' as const),
      ranges.map(range => ({ range })),
    ),
    interval: fc.constantFrom(...units),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'),
    sundays: fc.constant(true),
    segmentId: text,
    filters: fc.array(filters, { maxLength: 4 }),
  },
  { requiredKeys: ['range', 'compare', 'filters'] },
)

describe('the address of a page', () => {
  test('is read as what was written, for every question', () => {
    fc.assert(
      fc.property(
        questions,
        fc.constantFrom({}, { metric: 'costUsd' }, { q: 'a b+c&d=e' }),
        (question, own) => {
          const written = writeSearch({ question, own } as Omit<Asked, 'mistakes'>)
          expect(readSearch(written)).toEqual({ question, own, mistakes: [] })
        },
      ),
    )
  })

  test('is read without an error, whatever it is, and then written in a form that stays', () => {
    const name = fc.constantFrom('range', 'compare', 'interval', 'zone', 'week', 'segment', 'f', 'x')
    const search = fc.array(fc.tuple(name, fc.string({ unit: 'binary' })), { maxLength: 8 })
    fc.assert(
      fc.property(search, pairs => {
        const written = writeSearch(
          readSearch(`?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`),
        )
        expect(writeSearch(readSearch(written))).toBe(written)
      }),
    )
  })

  test('is readable, and leaves out what is usual', () => {
    expect(writeSearch({ question: startQuestion, own: {} })).toBe('')
    const filter: Filter = {
      subject: { kind: 'dimension', dimension: 'MODEL' },
      operator: 'IS',
      values: ['gpt-4o', 'o 3'],
    }
    const question: Question = {
      range: { kind: 'last', count: 7, unit: 'DAY' },
      compare: 'off',
      zone: 'Europe/Berlin',
      filters: [filter],
    }
    expect(writeSearch({ question, own: {} })).toBe(
      '?range=7d&compare=off&zone=Europe/Berlin&f=model:is:gpt-4o,o+3',
    )
  })

  test.each([
    'range=0d',
    'range=30',
    'range=2026-02-30..2026-03-01',
    'range=2026-03-02..2026-03-01',
    'range=7x',
    'range=1constructor',
    'compare=never',
    'interval=decade',
    'zone=Mars/Olympus',
    'week=friday',
    'segment=',
    'f=model',
    'f=mood:is:good',
    'f=model:was:gpt-4o',
    'f=model:is',
    'f=model:is-set:yes',
  ])('says that “%s” cannot be read, and asks without it', parameter => {
    const { question, mistakes } = readSearch(`?${parameter}`)
    expect(mistakes).toEqual([`“${parameter}” in the address cannot be read and is left out.`])
    expect(question).toEqual(startQuestion)
  })
})

test('a changed question keeps what belongs to the page, but not the place in a list of the former one', () => {
  expect(
    searchWith('?range=7d&search=ann&after=abc', { range: { kind: 'last', count: 1, unit: 'YEAR' } }),
  ).toBe('?range=1y&search=ann')
})

describe('a question', () => {
  test('becomes the arguments of the API', () => {
    const { question } = readSearch(
      '?range=2026-11-01..2026-11-30&compare=year&f=property.plan:is-not:5,"5"&f=trait.vip:is-set',
    )
    expect(variablesOf(question)).toEqual({
      range: { dates: { from: '2026-11-01', to: '2026-11-30' } },
      compare: { period: 'PREVIOUS_YEAR' },
      interval: 'DAY',
      timeZone: null,
      weekStart: null,
      segmentId: null,
      filter: {
        and: [
          { property: 'plan', operator: 'IS_NOT', values: [5, '5'] },
          { trait: 'vip', operator: 'IS_SET' },
        ],
      },
    })
  })

  test.each([
    ['60min', 'MINUTE'],
    ['today', 'HOUR'],
    ['3d', 'HOUR'],
    ['30d', 'DAY'],
    ['this-quarter', 'DAY'],
    ['12mo', 'WEEK'],
    ['5y', 'MONTH'],
  ])('over %s has buckets of a %s', (range, interval) => {
    expect(variablesOf(readSearch(`?range=${range}`).question).interval).toBe(interval)
  })
})

describe('the neighbour of a range', () => {
  const now = Date.parse('2026-11-30T12:00:00Z')
  const neighbours = (text: string) => {
    const { range } = readSearch(`?range=${text}`).question
    return [shifted(range, -1, now), shifted(range, 1, now)]
  }

  test('has its length and touches it', () => {
    expect(neighbours('2026-11-08..2026-11-14')).toEqual([
      { kind: 'dates', from: '2026-11-01', to: '2026-11-07' },
      { kind: 'dates', from: '2026-11-15', to: '2026-11-21' },
    ])
    // The last 7 days are 24 to 30 November.
    expect(neighbours('7d')).toEqual([{ kind: 'dates', from: '2026-11-17', to: '2026-11-23' }, undefined])
  })

  test('does not begin in the future', () => {
    expect(neighbours('2026-11-24..2026-11-30')[1]).toBeUndefined()
    expect(neighbours('this-month')).toEqual([{ kind: 'preset', preset: 'LAST_MONTH' }, undefined])
  })
})

test('a path has the pattern of its page', () => {
  expect(match('/', '/')).toEqual({})
  expect(match('/users/:id', '/users/a%2Fb')).toEqual({ id: 'a/b' })
  expect(match('/users/:id', '/users/100%')).toEqual({ id: '100%' })
  expect(match('/users/:id', '/users')).toBeUndefined()
  expect(match('/users/:id', '/users/')).toBeUndefined()
})
