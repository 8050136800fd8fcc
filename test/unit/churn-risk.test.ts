import { describe, expect, test } from 'vitest'
import { churnRisk } from '../../src/analytics/users/churn-risk.ts'

/** The active days of a user with this gap between them, the last one on day 100. */
const every = (gap: number, times = 5) => Array.from({ length: times }, (_, i) => 100 - (times - 1 - i) * gap)

describe('the churn risk of a user with a cadence', () => {
  test.each([
    [0, 'LOW', 0],
    [19, 'LOW', 1.9],
    [20, 'MEDIUM', 2],
    [29, 'MEDIUM', 2.9],
    [30, 'HIGH', 3],
    [49, 'HIGH', 4.9],
    [50, 'CHURNED', 5],
  ])('a user with an active day every 10 days and %i idle days is %s', (idleDays, level, ratio) => {
    expect(churnRisk(every(10), 100 + idleDays)).toEqual({
      level,
      activeDays: 5,
      idleDays,
      medianGapDays: 10,
      ratio,
    })
  })

  test.each([
    [59, 'LOW', 59 / 40],
    [60, 'CHURNED', 1.5],
  ])(
    'a user with an active day every 40 days and %i idle days is %s: two months are too long for any cadence',
    (idleDays, level, ratio) => {
      expect(churnRisk(every(40), 100 + idleDays)).toMatchObject({ level, ratio })
    },
  )

  test.each([
    [[0, 1, 5, 12], 4],
    // Gaps of 1, 2, 4 and 10 days: the median is the mean of the two in the middle.
    [[0, 1, 3, 7, 17], 3],
    // Gaps of 1, 1 and 90: one long absence does not change the cadence.
    [[0, 1, 2, 92], 1],
  ])('follows the median gap between active days: %j', (days, medianGapDays) => {
    expect(churnRisk(days, days.at(-1)! + 1)).toMatchObject({ medianGapDays, ratio: 1 / medianGapDays })
  })
})

describe('the churn risk of a user with fewer than 4 active days', () => {
  test.each([
    [0, 'LOW'],
    [7, 'LOW'],
    [8, 'MEDIUM'],
    [14, 'MEDIUM'],
    [15, 'HIGH'],
    [30, 'HIGH'],
    [31, 'CHURNED'],
  ])('is, after %i idle days, %s', (idleDays, level) => {
    for (const days of [[100], [98, 99, 100]])
      expect(churnRisk(days, 100 + idleDays)).toEqual({
        level,
        activeDays: days.length,
        idleDays,
        medianGapDays: null,
        ratio: null,
      })
  })

  test("differs from the risk with 4 active days, which follows the user's own gaps", () => {
    expect(churnRisk([97, 98, 99, 100], 105)).toMatchObject({ level: 'CHURNED', ratio: 5 })
    expect(churnRisk([98, 99, 100], 105)).toMatchObject({ level: 'LOW', ratio: null })
  })
})

test('a user without an active day has no churn risk', () => {
  expect(churnRisk([], 100)).toBeNull()
})
