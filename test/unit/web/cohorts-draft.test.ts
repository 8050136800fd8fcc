import { expect, test } from 'vitest'
import {
  type CohortsDraft,
  draftOf,
  emptyDraft,
  inputOf,
  isAsked,
  ownOf,
  readDraft,
} from '../../../web/pages/cohorts/draft.ts'

const daily: CohortsDraft = {
  target: { event: 'signup', filters: [] },
  return: { event: '', filters: [] },
  entry: 'RECURRING',
  interval: 'DAY',
  criterion: 'ON_OR_AFTER',
  buckets: 'ROLLING',
  periods: 31,
}

test('a cohort question in the address is read as it was written', () => {
  expect(ownOf(daily)).toEqual({
    target: 'signup',
    entry: 'recurring',
    width: 'day',
    counts: 'on-or-after',
    columns: 'rolling',
    periods: '31',
  })
  expect(readDraft(ownOf(daily))).toEqual(daily)
  expect(readDraft({ width: 'decade', periods: '-1' })).toEqual(emptyDraft)
  expect([isAsked({ show: 'cost' }), isAsked({ width: 'day' })]).toEqual([false, true])
})

test('a saved cohort question becomes the draft that was saved, unless it has more', () => {
  const stored = { ...inputOf(daily), weekStart: 'MONDAY', unit: 'USER', minimumOccurrences: 1 }
  expect(draftOf(stored)).toEqual(daily)
  expect(draftOf({ ...stored, minimumOccurrences: 2 })).toBeUndefined()
  expect(draftOf({ ...stored, brackets: [1, 7] })).toBeUndefined()
  expect(draftOf({ ...stored, value: { measure: 'SUM', property: 'amount' } })).toBeUndefined()
})
