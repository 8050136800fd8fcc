import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import {
  CohortsDocument,
  type CohortsInput,
  CohortsWithReturnsDocument,
  type EventInput,
} from './operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** Day 0 of the stories is Monday, 4 March 2024. */
const day = (days: number) =>
  new Date(Date.parse('2024-03-04T00:00:00Z') + Math.round(days * 86_400_000)).toISOString()

/** Who did what on which day: `{ ann: 'join0.5 open1' }` is at noon of day 0, and when day 1 begins. */
const days = (stories: Record<string, string>): EventInput[] =>
  Object.entries(stories).flatMap(([userId, told]) =>
    told.split(' ').map(moment => {
      const [, name, at] = /^([a-z]+)([\d.]+)$/.exec(moment)!
      return { userId, name: name!, timestamp: day(Number(at)) }
    }),
  )

async function told(project: string, stories: Record<string, string>): Promise<Story> {
  const told = story(app, project)
  await told.happened(days(stories))
  return told
}

/** Daily cohorts of the first three days, in three columns. */
const daily: CohortsInput = { interval: 'DAY', range: { from: day(0), to: day(3) }, periods: 3 }

/** The users of each cell. */
async function usersOf({ answer }: Story, input: CohortsInput): Promise<number[][]> {
  const { cohorts } = await answer(CohortsDocument, { input: { ...daily, ...input } })
  return cohorts.rows.map(({ cells }) => cells.map(({ users }) => users))
}

describe('the whole answer', () => {
  test('says who entered when, and who of them came back', async () => {
    const { answer } = await told('whole', {
      ann: 'open0.5 open1 open2.5 open2.6',
      bob: 'open0.1 open0.2 open2',
      cem: 'open1.5 open9',
      dan: 'other5',
    })
    const { cohorts } = await answer(CohortsWithReturnsDocument, { input: daily })
    const column = (period: number) => ({ period, startOffset: period, endOffset: period + 1 })
    const cell = (period: number, users: number, rate: number | null) => ({
      ...column(period),
      users,
      rate,
      value: null,
      isComplete: true,
    })
    const back = (users: number, rate: number | null) => ({ users, rate, value: null, isComplete: true })
    expect(cohorts).toEqual({
      size: 3,
      rows: [
        {
          start: day(0),
          end: day(1),
          size: 2,
          cells: [cell(0, 2, 1), cell(1, 1, 1 / 2), cell(2, 2, 1)],
          returnedInEntryBucket: back(1, 1 / 2),
        },
        {
          start: day(1),
          end: day(2),
          size: 1,
          cells: [cell(0, 1, 1), cell(1, 0, 0), cell(2, 0, 0)],
          returnedInEntryBucket: back(0, 0),
        },
        {
          start: day(2),
          end: day(3),
          size: 0,
          cells: [cell(0, 0, null), cell(1, 0, null), cell(2, 0, null)],
          returnedInEntryBucket: back(0, null),
        },
      ],
      average: [
        { ...column(0), size: 3, users: 3, rate: 1, value: null },
        { ...column(1), size: 3, users: 1, rate: 1 / 3, value: null },
        { ...column(2), size: 3, users: 2, rate: 2 / 3, value: null },
      ],
      groups: [],
    })
    expect(
      (await answer(CohortsDocument, { input: daily })).cohorts.rows.map(({ cells }) =>
        cells.map(({ users }) => users),
      ),
    ).toEqual([
      [2, 1, 2],
      [1, 0, 0],
      [0, 0, 0],
    ])
  })
})
