import 'reflect-metadata'
import { expect, test } from 'vitest'
import { dueSlot } from '../../../src/reports/runs/due-slot.ts'
import type { MissedRuns } from '../../../src/schema/reports/report-input.ts'

const daily = { schedule: { daily: { at: '09:00' } }, timeZone: 'UTC' }
const slot = new Date('2026-11-29T09:00:00Z')

const due = (now: string, missed: MissedRuns = 'ONCE') => {
  const found = dueSlot(daily, slot, new Date(now), missed)
  return typeof found === 'string'
    ? found
    : `${found.slot.toISOString().slice(0, 10)}${found.isLate ? ' late' : ''}`
}

test('a run in time is for its time', () => {
  expect([due('2026-11-29T09:00:00Z'), due('2026-11-29T09:15:00Z', 'SKIP')]).toEqual([
    '2026-11-29',
    '2026-11-29',
  ])
})

test('of the times that were missed, the latest is made up once, or none', () => {
  expect([due('2026-11-29T09:15:01Z'), due('2026-12-02T12:00:00Z')]).toEqual([
    '2026-11-29 late',
    '2026-12-02 late',
  ])
  expect([due('2026-11-29T09:15:01Z', 'SKIP'), due('2026-12-02T12:00:00Z', 'SKIP')]).toEqual([
    'skipped',
    'skipped',
  ])
})

test('a service that is back at a time of the schedule runs for that time', () => {
  expect([due('2026-12-02T09:00:30Z'), due('2026-12-02T09:00:30Z', 'SKIP')]).toEqual([
    '2026-12-02',
    '2026-12-02',
  ])
})

test('a time that the schedule does not have any more is stale', () => {
  const other = { schedule: { daily: { at: '10:00' } }, timeZone: 'UTC' }
  expect(dueSlot(other, slot, slot, 'ONCE')).toBe('stale')
  expect(dueSlot(undefined, slot, slot, 'ONCE')).toBe('stale')
})
