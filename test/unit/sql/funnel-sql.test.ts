import { describe, expect, test } from 'vitest'
import type { FunnelQuestion } from '../../../src/analytics/behavior/funnel/funnel-question.ts'
import { reached } from '../../../src/analytics/behavior/funnel/reached.ts'
import type { Query } from '../../../src/analytics/query/query.ts'
import { compile } from '../../../src/clickhouse/sql.ts'
import {
  ExclusionAction,
  FunnelAttempt,
  FunnelAttribution,
  FunnelOrder,
  FunnelRangeMode,
  FunnelUnit,
} from '../../../src/schema/behavior/funnel-input.ts'

const resolved = { project: 'p', asOf: new Date('2024-06-01T00:00:00Z') } as Query
const step = (event: string, firstTime = false) => ({ alternatives: [{ event }], firstTime })

const plain: FunnelQuestion = {
  steps: [step('a'), step('b')],
  exclusions: [],
  range: { from: new Date('2024-03-01T00:00:00Z'), to: new Date('2024-04-01T00:00:00Z') },
  windowMs: 60_000,
  order: FunnelOrder.ORDERED,
  unit: FunnelUnit.USER,
  attempt: FunnelAttempt.BEST,
  rangeMode: FunnelRangeMode.ENTRY,
}
const exclusion = { event: 'x', fromStep: 1, toStep: 2, action: ExclusionAction.DROP_USER }

/** The shapes of the statement, and a question for each. */
const shapes: Record<string, { question: Partial<FunnelQuestion>; times?: boolean; edges?: Date[] }> = {
  'counts of plain steps, by windowFunnel': { question: {} },
  'plain steps with times': { question: {}, times: true },
  'the same step twice, clipped, first attempt': {
    question: {
      steps: [step('a'), step('a')],
      rangeMode: FunnelRangeMode.CLIP,
      attempt: FunnelAttempt.FIRST,
    },
  },
  'a first time, broken down by a property at the first step': {
    question: {
      steps: [step('a', true), step('b')],
      breakdown: { property: 'plan', attribution: FunnelAttribution.FIRST_STEP },
    },
  },
  'an exclusion': { question: { exclusions: [exclusion] } },
  'strict steps': { question: { order: FunnelOrder.STRICT } },
  'any order': { question: { order: FunnelOrder.UNORDERED } },
  'any order of steps that share an event': {
    question: {
      order: FunnelOrder.UNORDERED,
      steps: [step('a'), { alternatives: [{ event: 'a' }, { event: 'b' }], firstTime: false }],
    },
  },
  sessions: { question: { unit: FunnelUnit.SESSION } },
  conversations: { question: { unit: FunnelUnit.CONVERSATION } },
  'once for each value': {
    question: { breakdown: { property: 'plan', attribution: FunnelAttribution.EACH_VALUE } },
  },
  'a trend': { question: {}, edges: [new Date('2024-03-01T00:00:00Z'), new Date('2024-04-01T00:00:00Z')] },
}

describe('the statement for', () => {
  test.each(Object.entries(shapes))(
    '%s holds values apart from its text',
    (_, { question, times = false, edges }) => {
      const { query, query_params } = compile(reached(resolved, { ...plain, ...question }, { times, edges }))
      expect(query).not.toMatch(/'plan'|'a'|'x'/)
      expect(`${query}\n${JSON.stringify(query_params, null, 1)}`).toMatchSnapshot()
    },
  )
})
