import { describe, expect, test } from 'vitest'
import { isListable, listedKinds, narrowed, withValue } from '../../../web/address/list-filters.ts'
import { type Filter, type Question, startQuestion } from '../../../web/address/question.ts'

const asked = (...filters: Filter[]): Question => ({ ...startQuestion, filters })
const is = (
  dimension: 'MODEL' | 'CHANNEL' | 'SUCCESS' | 'STATUS_CODE',
  ...values: Filter['values']
): Filter => ({
  subject: { kind: 'dimension', dimension },
  operator: 'IS',
  values,
})

describe('a list', () => {
  test('takes the filters that it has fields for', () => {
    expect(narrowed('ai-call', asked(is('MODEL', 'gpt-4o'), is('SUCCESS', false)))).toEqual({
      filter: { model: 'gpt-4o', success: false },
      left: [],
    })
    expect(narrowed('api-call', asked(is('STATUS_CODE', '500'), is('SUCCESS', 'true'))).filter).toEqual({
      statusCode: 500,
      success: true,
    })
  })

  test('says which filters it cannot take', () => {
    const channel = is('CHANNEL', 'web')
    const either = is('MODEL', 'a', 'b')
    const twice = is('MODEL', 'c')
    const not: Filter = { ...is('MODEL', 'd'), operator: 'IS_NOT' }
    const trait: Filter = { subject: { kind: 'trait', key: 'plan' }, operator: 'IS', values: ['pro'] }
    expect(narrowed('ai-call', asked(channel, is('MODEL', 'a'), either, twice, not, trait))).toEqual({
      filter: { model: 'a' },
      left: [channel, either, twice, not, trait],
    })
  })

  test('has what the numbers count only if it takes all filters, and without a segment', () => {
    const question = asked(is('CHANNEL', 'web'))
    expect(listedKinds.filter(kind => isListable(kind, question))).toEqual(['event', 'message'])
    expect(isListable('conversation', question)).toBe(true)
    expect(isListable('conversation', { ...question, segmentId: '7' })).toBe(false)
  })
})

test('a value is a further filter', () => {
  const question = asked(is('CHANNEL', 'web'))
  expect(withValue(question, 'MODEL', 'gpt-4o').filters).toEqual([
    is('CHANNEL', 'web'),
    is('MODEL', 'gpt-4o'),
  ])
})
