import { expect, test } from 'vitest'
import { frameOf } from '../../../src/analytics/behavior/cohorts/frame.ts'
import { cohortsQuery, membersQuery } from '../../../src/analytics/behavior/cohorts/query.ts'
import { type Query } from '../../../src/analytics/query/query.ts'
import { compile } from '../../../src/clickhouse/sql.ts'
import {
  CohortBuckets,
  CohortCriterion,
  CohortEntry,
  CohortInterval,
  CohortMeasure,
  CohortReturns,
  type CohortsInput,
} from '../../../src/schema/behavior/cohorts-input.ts'
import { CountedUnit } from '../../../src/schema/behavior/counted-unit.ts'
import { WeekStart } from '../../../src/schema/date-range-input.ts'
import { Dimension, FilterOperator } from '../../../src/schema/filter-input.ts'

const calendar = { timeZone: 'UTC', weekStart: WeekStart.MONDAY }
const asOf = new Date('2024-03-10T12:00:00Z')
const query = { project: 'default', calendar, asOf, watermark: asOf } as Query

/** Two days in two columns, for readable parameters. */
const usual: CohortsInput = {
  weekStart: WeekStart.MONDAY,
  range: { between: { from: new Date('2024-03-01T00:00:00Z'), to: new Date('2024-03-03T00:00:00Z') } },
  unit: CountedUnit.USER,
  entry: CohortEntry.FIRST_TIME,
  buckets: CohortBuckets.CALENDAR,
  interval: CohortInterval.DAY,
  periods: 2,
  criterion: CohortCriterion.ON,
  minimumOccurrences: 1,
}

function questionOf(input: Partial<CohortsInput>, about: Query) {
  const all = { ...usual, ...input }
  return { query: about, input: all, frame: frameOf({ calendar, asOf }, all), needsEntryBucket: false }
}

const join = { event: 'join' }
const web = { dimension: Dimension.CHANNEL, operator: FilterOperator.IS, values: ['web'] }
test.each<[string, Partial<CohortsInput>]>([
  ['acquisition by bits', {}],
  ['or after', { criterion: CohortCriterion.ON_OR_AFTER }],
  ['first time, real time', { target: join, buckets: CohortBuckets.ROLLING }],
  [
    'first ever by a property',
    {
      target: join,
      entry: CohortEntry.FIRST_EVER,
      breakdown: { property: `'; drop`, first: 3, returns: CohortReturns.SAME_VALUE },
    },
  ],
  [
    'recurring with cost',
    { target: join, entry: CohortEntry.RECURRING, value: { measure: CohortMeasure.SUM } },
  ],
  [
    'first in range by a dimension, twice',
    {
      target: join,
      entry: CohortEntry.FIRST_IN_RANGE,
      minimumOccurrences: 2,
      breakdown: { dimension: Dimension.CHANNEL, first: 25, returns: CohortReturns.ANY },
    },
  ],
  ['by a trait', { breakdown: { trait: 'plan', first: 25, returns: CohortReturns.ANY } }],
  [
    'companies by any of several events',
    {
      unit: CountedUnit.PROPERTY,
      unitProperty: 'company',
      target: { anyOf: [{ event: 'join' }, { filter: web }] },
      entry: CohortEntry.FIRST_EVER,
    },
  ],
])('the SQL of %s', (_, input) => {
  expect(compile(cohortsQuery(questionOf(input, query)))).toMatchSnapshot()
})

test('the SQL of the users behind the conversations of a cell', () => {
  const question = questionOf({ unit: CountedUnit.CONVERSATION }, query)
  expect(compile(membersQuery(question, { cohort: 1 }))).toMatchSnapshot()
})

test('the SQL of the users of a cell has the stages of the count', () => {
  const question = questionOf({}, query)
  const stages = ({ query }: { query: string }) =>
    query.slice(query.indexOf('\nwith '), query.lastIndexOf('\nselect '))
  expect(stages(compile(membersQuery(question, { cohort: 1, time: 2 })))).toBe(
    stages(compile(cohortsQuery(question))),
  )
})
