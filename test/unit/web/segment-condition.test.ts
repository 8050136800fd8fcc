import { describe, expect, test } from 'vitest'
import {
  type Condition,
  isComplete,
  readCondition,
  startOf,
  valueIn,
  writeCondition,
} from '../../../web/pages/segments/condition.ts'

const paying: Condition = { trait: { key: 'plan', operator: 'IS', values: ['pro'] } }

describe('a condition in the editor', () => {
  test('is complete once each of its parts is', () => {
    expect(isComplete(startOf('and'))).toBe(false)
    expect(isComplete({ and: [paying, startOf('trait')] })).toBe(false)
    expect(isComplete({ and: [paying, { not: startOf('segmentId') }] })).toBe(false)
    expect(isComplete({ and: [paying, startOf('metric'), startOf('behavior')] })).toBe(true)
    expect(isComplete({ trait: { key: 'plan', operator: 'IS_SET' } })).toBe(true)
    const half = { sequence: { first: { event: 'signup' }, second: { event: '' } } }
    expect(isComplete({ behavior: half })).toBe(false)
  })

  test('is kept when it becomes a group or a negation', () => {
    expect(startOf('or', { and: [paying, paying] })).toEqual({ or: [paying, paying] })
    expect(startOf('and', paying)).toEqual({ and: [paying] })
    expect(startOf('not', paying)).toEqual({ not: paying })
  })

  test('is read from the address as it was written, without what is not set', () => {
    expect(readCondition(writeCondition({ ...paying, metric: null }))).toEqual(paying)
    expect(readCondition('{"and":')).toBeUndefined()
    expect(readCondition('[]')).toBeUndefined()
  })
})

test('a value is a number only if it is written as one', () => {
  expect(['10', ' 2.5', '-7d', 'true', '007', ''].map(valueIn)).toEqual([10, 2.5, '-7d', true, '007', ''])
})
