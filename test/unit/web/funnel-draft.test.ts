import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  draftOf,
  type FunnelDraft,
  inputOf,
  isComplete,
  ownOf,
  readDraft,
} from '../../../web/pages/funnels/draft.ts'
import { droppedCondition } from '../../../web/pages/funnels/dropped.ts'

const web = {
  subject: { kind: 'dimension' as const, dimension: 'CHANNEL' as const },
  operator: 'IS' as const,
  values: ['web'],
}

const trial: FunnelDraft = {
  steps: [
    { event: 'sign~up', filters: [] },
    { event: 'message', filters: [web] },
    { event: 'upgrade', filters: [] },
  ],
  exclusions: [{ match: { event: 'refund: full', filters: [web] }, fromStep: 2, toStep: 0 }],
  order: 'STRICT',
  unit: 'SESSION',
  window: { count: 3, unit: 'HOUR' },
  by: { kind: 'trait', key: 'plan' },
}

describe('a funnel in the address', () => {
  test('is read as it was written', () => {
    expect(ownOf(trial)).toEqual({
      step1: 'sign\\~up',
      step2: 'message~channel:is:web',
      step3: 'upgrade',
      not1: '2-:refund: full~channel:is:web',
      order: 'strict',
      per: 'session',
      window: '3h',
      by: 'trait.plan',
    })
    expect(readDraft(ownOf(trial))).toEqual(trial)
  })

  test('is broken down by any key as it was written', () => {
    const key = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.constantFrom('plan:b', 'a,b', 'a\\b', '\\'),
    )
    fc.assert(
      fc.property(fc.constantFrom('property' as const, 'trait' as const), key, (kind, each) => {
        const draft: FunnelDraft = { ...trial, by: { kind, key: each } }
        expect(readDraft(ownOf(draft))).toEqual(draft)
      }),
    )
    expect(ownOf({ ...trial, by: { kind: 'property', key: 'plan:b' } }).by).toBe('property.plan:b')
  })

  test('is as usual where the address says nothing or nonsense', () => {
    const draft = readDraft({ step1: 'signup', step2: 'message', order: 'sideways', window: '2y', not1: 'x' })
    expect(draft).toMatchObject({
      exclusions: [],
      order: 'ORDERED',
      unit: 'USER',
      window: { count: 14, unit: 'DAY' },
    })
    expect(readDraft({ metric: 'costUsd' })).toBeUndefined()
  })

  test('cannot be asked with one step or a step without an event', () => {
    const [first, second] = trial.steps
    expect(isComplete({ ...trial, steps: [first!] })).toBe(false)
    expect(isComplete({ ...trial, steps: [first!, { event: '', filters: [] }] })).toBe(false)
    expect(isComplete({ ...trial, steps: [first!, second!] })).toBe(true)
  })
})

describe('a saved funnel', () => {
  test('becomes the draft that was saved', () => {
    expect(inputOf(trial)).toMatchObject({ windowSeconds: 10_800, breakdown: { trait: 'plan' } })
    const stored = { ...inputOf(trial), weekStart: 'MONDAY' }
    const steps = stored.steps.map(step => ({ ...step, firstTime: false }))
    expect(draftOf({ ...stored, steps })).toEqual(trial)
  })

  test('is not taken apart if it has more than a draft can have', () => {
    const steps = [{ event: 'signup' }, { event: 'message' }]
    const either = { or: [{ dimension: 'CHANNEL', operator: 'IS', values: ['web'] }] }
    expect(draftOf({ steps })).toBeDefined()
    expect(draftOf({ steps, compatibility: 'MIXPANEL' })).toBeUndefined()
    expect(draftOf({ steps: [...steps, { event: 'upgrade', filter: either }] })).toBeUndefined()
    expect(draftOf({ steps: [...steps, { event: 'upgrade', firstTime: true }] })).toBeUndefined()
    expect(draftOf({ steps, windowSeconds: 90 })).toBeUndefined()
  })
})

test('those who stop took the last two steps in order, and not the next one', () => {
  expect(droppedCondition(trial.steps, 1, 30)).toMatchObject({
    and: [
      {
        behavior: { sequence: { first: { event: 'sign~up' }, second: { event: 'message' }, withinDays: 30 } },
      },
      {
        not: {
          behavior: {
            sequence: { first: { event: 'message' }, second: { event: 'upgrade' }, withinDays: 30 },
          },
        },
      },
    ],
  })
  expect(droppedCondition(trial.steps, 0, 30)).toMatchObject({
    and: [{ behavior: { did: { event: 'sign~up', withinDays: 30 } } }, {}],
  })
})
