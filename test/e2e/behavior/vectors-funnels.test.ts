import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import type { EventMatchInput, FilterInput, FunnelInput, FunnelStepInput } from '../operations/operations.ts'

interface Filter {
  key?: string
  op?: string
  value?: unknown
  on?: string
  logic?: 'AND' | 'OR'
  filters?: Filter[]
}
type Match = { event: string | null; filters?: Filter[]; anyOf?: Match[]; firstTime?: boolean }

/** One case from the tests of another product: the events, one question, and the expected answer. */
interface Case {
  id: string
  kind?: string
  mode: 'ordered' | 'strict' | 'unordered'
  conversionWindowSeconds: number
  timezone: string
  weekStart?: string
  dateRange: { from: string; to: string } | null
  events: { user: string; event: string; timestamp: string; properties?: Record<string, unknown> }[]
  persons?: Record<string, Record<string, unknown>>
  filters?: Filter[]
  steps: (string | Match)[]
  exclusions?: { event: string; fromStep: number; toStep: number }[]
  breakdown?: { property: string | string[]; attribution: string; attributionStep?: number } | null
  interval?: string
  fromStep?: number
  toStep?: number
  expected: Expected & {
    breakdownResults?: (Expected & { breakdown: string[] | string })[]
    levelByUser?: Record<string, number>
    reachedFrom?: number[]
    reachedTo?: number[]
  }
}

interface Expected {
  usersPerStep?: (number | null)[]
  averageConversionTimes?: (number | null)[]
  medianConversionTimes?: (number | null)[]
  usersAtStep?: Record<string, string[]>
}

const casesIn = (file: string): Case[] => JSON.parse(readFileSync(`test/vectors/${file}`, 'utf8'))
const funnels = casesIn('funnels.json')
const trends = casesIn('others.json').filter(({ kind }) => kind === 'funnel_trends')

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

async function caseProject({ id, events, persons = {} }: Case) {
  const project = story(app, id)
  for (const [userId, traits] of Object.entries(persons))
    await project.answer(
      'mutation ($input: IdentifyInput!) { identify(input: $input) { userErrors { code } } }',
      {
        input: { userId, traits },
      },
    )
  await project.happened(
    events.map(({ user, event, timestamp, properties }) => ({
      userId: user,
      name: event,
      timestamp,
      properties,
    })),
  )
  return project
}

const operators: Record<string, string> = {
  eq: 'IS',
  neq: 'IS_NOT',
  contains: 'CONTAINS',
  notcontains: 'NOT_CONTAINS',
  gt: 'GREATER_THAN',
  gte: 'GREATER_OR_EQUAL',
  lt: 'LESS_THAN',
  lte: 'LESS_OR_EQUAL',
  isset: 'IS_SET',
  isnotset: 'IS_NOT_SET',
}

function filterOf({ key, op, value, on, logic, filters }: Filter): FilterInput {
  if (logic) return { [logic.toLowerCase()]: filters!.map(filterOf) }
  return {
    [on === 'person' ? 'trait' : 'property']: key,
    operator: operators[op!] as FilterInput['operator'],
    values: value === undefined ? undefined : [value].flat().map(String),
  }
}

const all = (filters: Filter[] | undefined): FilterInput | undefined =>
  filters?.length ? { and: filters.map(filterOf) } : undefined

const matchOf = ({ event, filters }: Match): EventMatchInput => ({ event, filter: all(filters) })

function stepOf(step: string | Match): FunnelStepInput {
  if (typeof step === 'string') return { event: step }
  const { anyOf, firstTime } = step
  return anyOf ? { anyOf: anyOf.map(matchOf), firstTime } : { ...matchOf(step), firstTime }
}

/**
 * Their ranges include the last instant, ours end before `to`; they also clip every step to the range, hence POSTHOG.
 */
function inputOf(found: Case): FunnelInput {
  const { dateRange, breakdown, weekStart } = found
  return {
    steps: found.steps.map(stepOf),
    order: found.mode.toUpperCase() as FunnelInput['order'],
    windowSeconds: found.conversionWindowSeconds,
    compatibility: 'POSTHOG',
    timeZone: found.timezone,
    weekStart: weekStart === 'sunday' ? 'SUNDAY' : 'MONDAY',
    range: dateRange
      ? {
          between: {
            from: dateRange.from,
            to: new Date(Math.floor(Date.parse(dateRange.to) / 1_000) * 1_000 + 1_000).toISOString(),
          },
        }
      : { between: { from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' } },
    filter: all(found.filters),
    exclusions: found.exclusions?.map(({ event, fromStep, toStep }) => ({
      event,
      fromStep: fromStep + 1,
      toStep: toStep + 1,
    })),
    breakdown: breakdown && {
      property: [breakdown.property].flat()[0],
      attribution: attributions[breakdown.attribution],
      step: breakdown.attribution === 'step' ? breakdown.attributionStep! + 1 : undefined,
    },
  }
}

const attributions: Record<string, 'STEP' | 'FIRST_TOUCH' | 'LAST_TOUCH' | 'EACH_VALUE'> = {
  step: 'STEP',
  first_touch: 'FIRST_TOUCH',
  last_touch: 'LAST_TOUCH',
  all_events: 'EACH_VALUE',
}

interface Step {
  users: number
  averageSeconds: number | null
  medianSeconds: number | null
}

/** Only what the source asserts. */
function checkSteps(
  steps: Step[],
  { usersPerStep = [], averageConversionTimes = [], medianConversionTimes = [] }: Expected,
) {
  const asserted = (values: (number | null)[], found: (number | null)[]) => {
    for (const [i, value] of values.entries()) if (value !== null) expect(found[i]).toBeCloseTo(value, 6)
  }
  asserted(
    usersPerStep,
    steps.map(({ users }) => users),
  )
  asserted(
    averageConversionTimes,
    steps.map(({ averageSeconds }) => averageSeconds),
  )
  asserted(
    medianConversionTimes,
    steps.map(({ medianSeconds }) => medianSeconds),
  )
}

const people = 'totalCount nodes { userId }'
const numbers = 'users averageSeconds medianSeconds'
const query = `query ($input: FunnelInput!) {
  funnel(input: $input) {
    steps { ${numbers} converted(first: 20) { ${people} } dropped(first: 20) { ${people} } }
    breakdown { value isOther steps { ${numbers} } }
  }
}`

interface Answer {
  funnel: {
    steps: (Step & { converted: People; dropped: People })[]
    breakdown: { value: string | null; isOther: boolean; steps: Step[] }[]
  }
}
interface People {
  totalCount: number
  nodes: { userId: string }[]
}

describe('the funnels of golden cases', () => {
  test.each(funnels.map(found => [found.id, found] as const))('%s', async (_, found) => {
    const project = await caseProject(found)
    const { funnel } = await project.answer<Answer>(query, { input: inputOf(found) })
    const { expected } = found
    if (expected.breakdownResults) {
      // A number and its text are one value, and they have no value for the empty text.
      const values = funnel.breakdown.map(({ value }) => value ?? '')
      expect(values.toSorted()).toEqual(
        expected.breakdownResults.map(({ breakdown }) => [breakdown].flat()[0]).toSorted(),
      )
      for (const result of expected.breakdownResults)
        checkSteps(
          funnel.breakdown.find(({ value }) => (value ?? '') === [result.breakdown].flat()[0])!.steps,
          result,
        )
      return
    }
    checkSteps(funnel.steps, expected)
    for (const [step, users] of Object.entries(expected.usersAtStep ?? {})) {
      const [, dropped] = /^dropped after (\d+)$/.exec(step) ?? []
      const list = dropped
        ? funnel.steps[Number(dropped)]!.dropped
        : funnel.steps[Number(step) - 1]!.converted
      expect(list.nodes.map(({ userId }) => userId).toSorted()).toEqual(users.toSorted())
    }
    for (const [user, level] of Object.entries(expected.levelByUser ?? {}))
      expect(
        funnel.steps.filter(({ converted }) => converted.nodes.some(({ userId }) => userId === user)),
      ).toHaveLength(level)
  })
})

const trendQuery = `query ($input: FunnelInput!, $interval: CalendarUnit!) {
  funnel(input: $input) { trend(interval: $interval) { start steps { users } } }
}`

describe('the funnel trends of golden cases', () => {
  test.each(trends.map(found => [found.id, found] as const))('%s', async (_, found) => {
    const project = await caseProject(found)
    const variables = { input: inputOf(found), interval: found.interval!.toUpperCase() }
    const { funnel } = await project.answer<{ funnel: { trend: { steps: Step[] }[] } }>(trendQuery, variables)
    const usersOf = (step: number) => funnel.trend.map(({ steps }) => steps[step]!.users)
    expect(usersOf(found.fromStep!)).toEqual(found.expected.reachedFrom)
    expect(usersOf(found.toStep!)).toEqual(found.expected.reachedTo)
  })
})
