import { expect, test } from 'vitest'
import { tableText } from '../../../src/cli/import/report/table-text.ts'

test('a table aligns numbers right, grouped by thousands, and texts left', () => {
  const rows = [
    { step: 'Signs up', users: 5031, share: '100.0 %' },
    { step: 'Upgrades', users: 197, share: '3.9 %' },
  ]
  expect(tableText(rows).split('\n')).toEqual([
    '  step       users   share',
    '  Signs up   5,031   100.0 %',
    '  Upgrades     197   3.9 %',
  ])
})

test('a question without rows has an empty table', () => {
  expect(tableText([])).toBe('')
})
