import { describe, expect, test } from 'vitest'
import { askedAgain, cancelled, type Loaded } from '../../../web/api/loaded.ts'

interface Data {
  stats: number
  users: number
}

const loaded: Loaded<Data> = { data: { stats: 7, users: 3 }, failures: [], waiting: 'all' }

describe('a stopped question', () => {
  test('that was answered before keeps its numbers', () => {
    expect(cancelled(loaded, true)).toEqual({ ...loaded, waiting: [] })
  })

  test('that was not answered yet does not show the numbers of another one as its own', () => {
    const { waiting, failures } = cancelled(loaded, false)
    expect(waiting).toEqual([])
    expect(failures).toEqual([{ field: undefined, failure: expect.objectContaining({ code: 'CANCELLED' }) }])
  })

  test('has failed where there is nothing to show', () => {
    expect(cancelled<Data>({ data: {}, failures: [], waiting: 'all' }, true).failures).toHaveLength(1)
  })
})

describe('asking a card again', () => {
  test('asks only its part once the page is there', () => {
    expect(askedAgain(['stats'], [], true)).toEqual(['stats'])
  })

  test('keeps the cards that wait already', () => {
    expect(askedAgain(['users', 'stats'], ['stats'], true)).toEqual(['stats', 'users'])
  })

  test('asks the whole page while it is under way, and while its question has no answer', () => {
    expect(askedAgain(['stats'], 'all', true)).toBe('all')
    expect(askedAgain(['stats'], [], false)).toBe('all')
  })
})
