import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import {
  AllSavedCohortsDocument,
  CohortMembersDocument,
  CohortsDocument,
  type CohortsInput,
  CohortsWithReturnsDocument,
  CreateCohortsDocument,
  DeleteCohortsDocument,
  type EventInput,
  IdentifyDocument,
  UpdateCohortsDocument,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** Day 0 of the stories is Monday, 4 March 2024. */
const day = (days: number) =>
  new Date(Date.parse('2024-03-04T00:00:00Z') + Math.round(days * 86_400_000)).toISOString()

/** The events of `{ ann: 'join0.5 open1' }`: ann joins at noon of day 0, and opens at the start of day 1. */
const days = (stories: Record<string, string>): EventInput[] =>
  Object.entries(stories).flatMap(([userId, moments]) =>
    moments.split(' ').map(moment => {
      const [, name, at] = /^([a-z]+)([\d.]+)$/.exec(moment)!
      return { userId, name: name!, timestamp: day(Number(at)) }
    }),
  )

async function projectWith(name: string, stories: Record<string, string>): Promise<Story> {
  const project = story(app, name)
  await project.happened(days(stories))
  return project
}

/** Daily cohorts of the first three days, in three columns. */
const daily: CohortsInput = { interval: 'DAY', range: { between: { from: day(0), to: day(3) } }, periods: 3 }

/** The users of each cell. */
async function usersOf({ answer }: Story, input: CohortsInput): Promise<number[][]> {
  const { cohorts } = await answer(CohortsDocument, { input: { ...daily, ...input } })
  return cohorts.rows.map(({ cells }) => cells.map(({ users }) => users))
}

describe('the whole answer', () => {
  test('counts the users who entered in each bucket, and those who came back', async () => {
    const { answer } = await projectWith('whole', {
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

describe('a user enters', () => {
  test('with the first target of all time or in the range, or in every bucket anew', async () => {
    const entries = await projectWith('entries', {
      // The target before the range, and again in the range.
      old: 'join0.5 join1.5 open2.5',
      // The first target does not pass the filter.
      app: 'appjoin1.1 join1.5 open2.5',
      new: 'join1.5 join2.2 open3.5',
    })
    await entries.happened([
      { userId: 'mixed', name: 'join', timestamp: day(1.1), channel: 'app' },
      { userId: 'mixed', name: 'join', timestamp: day(2.1), channel: 'web' },
    ])
    const range = { between: { from: day(1), to: day(3) } }
    const target: CohortsInput['target'] = {
      event: 'join',
      filter: { dimension: 'CHANNEL', operator: 'IS_NOT', values: ['app'] },
    }
    const ask = (entry: CohortsInput['entry']) =>
      usersOf(entries, { range, entry, target, return: { event: 'open' }, periods: 2 })
    expect(await ask('FIRST_TIME')).toEqual([
      [2, 1],
      [1, 0],
    ])
    expect(await ask('FIRST_EVER')).toEqual([
      [2, 1],
      [0, 0],
    ])
    expect(await ask('FIRST_IN_RANGE')).toEqual([
      [3, 2],
      [1, 0],
    ])
    expect(await ask('RECURRING')).toEqual([
      [3, 2],
      [2, 1],
    ])
  })
})

describe('a return', () => {
  test('counts in its calendar bucket, or by real time from the entry', async () => {
    const times = await projectWith('times', { ann: 'join0.9 open1.1', bob: 'join0.1 open1' })
    const input = { target: { event: 'join' }, return: { event: 'open' } }
    expect((await usersOf(times, input))[0]).toEqual([2, 2, 0])
    expect((await usersOf(times, { ...input, buckets: 'ROLLING' }))[0]).toEqual([2, 0, 0])
  })

  test('on or after a bucket also counts after the last column, and needs the given number of events', async () => {
    const later = await projectWith('later', { ann: 'join0 open1.5 open8', bob: 'join0 open2.1' })
    const input = { target: { event: 'join' }, return: { event: 'open' } }
    expect((await usersOf(later, input))[0]).toEqual([2, 1, 1])
    expect((await usersOf(later, { ...input, criterion: 'ON_OR_AFTER' }))[0]).toEqual([2, 2, 2])
    expect((await usersOf(later, { ...input, criterion: 'ON_OR_AFTER', minimumOccurrences: 2 }))[0]).toEqual([
      2, 1, 0,
    ])
    expect((await usersOf(later, { ...input, minimumOccurrences: 2 }))[0]).toEqual([2, 0, 0])
    const { cohorts } = await later.answer(CohortsDocument, { input: { ...daily, criterion: 'ON_OR_AFTER' } })
    expect(cohorts.meta).toMatchObject({
      isComplete: false,
      warnings: [expect.stringContaining('ON_OR_AFTER')],
    })
  })

  test('counts in a bracket of several buckets', async () => {
    const wide = await projectWith('wide', {
      ann: 'join0 open1.5',
      bob: 'join0 open3.5 open4.9',
      cem: 'join0 open5',
    })
    const input = { target: { event: 'join' }, return: { event: 'open' }, periods: null, brackets: [1, 3] }
    expect((await usersOf(wide, input))[0]).toEqual([3, 1, 1])
  })

  test('is incomplete in a running bucket, and stays out of the average', async () => {
    const { answer, happened } = story(app, 'running')
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    await happened([
      { userId: 'ann', name: 'open', timestamp: ago(7) },
      { userId: 'ann', name: 'open' },
    ])
    const { cohorts } = await answer(CohortsDocument, { input: { periods: 2 } })
    expect(cohorts.rows).toHaveLength(12)
    expect(cohorts.rows.at(-2)!.cells).toMatchObject([
      { users: 1, isComplete: true },
      { users: 1, rate: 1, isComplete: false },
    ])
    expect(cohorts.average).toMatchObject([
      { size: 1, rate: 1 },
      { size: 0, users: 0, rate: null },
    ])
  })
})

test('values are exact sums and means over the return events of the users in the cell', async () => {
  const { answer, happened } = story(app, 'values')
  const bought = (userId: string, at: number, amount: unknown) => ({
    ...{ userId, name: 'buy', timestamp: day(at) },
    properties: { amount },
  })
  await happened([
    bought('ann', 0.5, 0.1),
    bought('ann', 0.6, 0.2),
    bought('ann', 1.5, 5),
    bought('bob', 0.5, 1),
    bought('bob', 1.1, 'nothing'),
  ])
  const input = { ...daily, target: { event: 'buy' }, return: { event: 'buy' } }
  const ask = async (measure: 'SUM' | 'AVERAGE') =>
    (
      await answer(CohortsWithReturnsDocument, {
        input: { ...input, value: { measure, property: 'amount' } },
      })
    ).cohorts
  const sum = await ask('SUM')
  expect(sum.rows[0]!.cells.map(({ value }) => value)).toEqual(['1.3', '5', '0'])
  expect(sum.rows[0]!.returnedInEntryBucket).toMatchObject({ users: 1, value: '0.2' })
  const mean = await ask('AVERAGE')
  expect(mean.rows[0]!.cells.map(({ value }) => value)).toEqual(['0.433333333333', '5', null])
  expect(mean.average.map(({ value }) => value)).toEqual(['0.433333333333', '5', null])
})

test('values exist in as many columns as a table may have', async () => {
  const { answer, happened } = story(app, 'wide')
  const bought = (at: number, amount: number) => ({
    ...{ userId: 'ann', name: 'buy', timestamp: day(at) },
    properties: { amount },
  })
  await happened([bought(0.5, 2), bought(1.5, 3)])
  const { cohorts } = await answer(CohortsWithReturnsDocument, {
    input: {
      ...daily,
      ...{ target: { event: 'buy' }, return: { event: 'buy' }, periods: 366 },
      value: { measure: 'SUM', property: 'amount' },
    },
  })
  expect(cohorts.rows[0]!.cells.slice(0, 3).map(({ value }) => value)).toEqual(['2', '3', '0'])
  expect(cohorts.rows[0]!.cells).toHaveLength(366)
})

test('a breakdown takes the value at entry, its groups add up to the whole, and a trait is the current one', async () => {
  const { answer, happened } = story(app, 'parts')
  const joined = (userId: string, plan?: string) => ({
    ...{ userId, name: 'join', timestamp: day(0.5) },
    properties: plan ? { plan, 'a.b': plan, __proto__: plan } : {},
  })
  await happened([
    ...[joined('ann', 'pro'), joined('bob', 'pro'), joined('cem', 'free'), joined('dan')],
    ...days({ ann: 'open1.5', cem: 'open1.5', dan: 'open2.5' }),
  ])
  await answer(IdentifyDocument, { input: { userId: 'ann', traits: { tier: 'gold' } } })
  const groupsBy = async (breakdown: CohortsInput['breakdown']) => {
    const { cohorts } = await answer(CohortsDocument, {
      input: { ...daily, target: { event: 'join' }, breakdown },
    })
    const firstRow = (rows: { cells: { users: number }[] }[]) => rows[0]!.cells.map(({ users }) => users)
    expect(firstRow(cohorts.rows)).toEqual([4, 2, 1])
    return cohorts.groups.map(({ value, isOther, rows }) => [isOther ? 'others' : value, ...firstRow(rows)])
  }
  expect(await groupsBy({ property: 'plan' })).toEqual([
    ['pro', 2, 1, 0],
    [null, 1, 0, 1],
    ['free', 1, 1, 0],
  ])
  expect(await groupsBy({ property: 'plan', first: 1 })).toEqual([
    ['pro', 2, 1, 0],
    ['others', 2, 1, 1],
  ])
  expect(await groupsBy({ trait: 'tier' })).toEqual([
    [null, 3, 1, 1],
    ['gold', 1, 1, 0],
  ])
  for (const property of ['__proto__', "'; drop table events --", 'a%2Eb'])
    expect((await groupsBy({ property })).length).toBeGreaterThan(0)
})

test('every number is the length of its list', async () => {
  const listed = await projectWith('listed', {
    ann: 'join0.5 join0.6 open1',
    bob: 'join0.5 open1 open2',
    cem: 'join1.5',
  })
  const input = { ...daily, target: { event: 'join' }, breakdown: { dimension: 'EVENT', first: 1 } } as const
  const { cohorts } = await listed.answer(CohortMembersDocument, {
    input,
    start: day(0),
    period: 1,
    first: 1,
  })
  const [row] = cohorts.rows
  expect(row).toMatchObject({
    members: { totalCount: 2 },
    returnedInEntryBucket: { users: 1, members: { totalCount: 1, nodes: [{ userId: 'ann' }] } },
    cells: [
      { users: 2, members: { totalCount: 2, nodes: [{ userId: 'bob' }], pageInfo: { hasNextPage: true } } },
    ],
  })
  const after = row!.cells[0]!.members.pageInfo.endCursor
  const next = await listed.answer(CohortMembersDocument, { input, start: day(0), period: 1, after })
  expect(next.cohorts.rows[0]!.cells[0]!.members.nodes).toEqual([{ userId: 'ann' }])
  expect(cohorts.groups[0]).toMatchObject({
    value: 'join',
    rows: [{ cells: [{ users: 2, members: { totalCount: 2 } }] }],
  })
})

test('a question is saved, asked by its id, changed with its latest version, and deleted', async () => {
  const saver = await projectWith('saved', { ann: 'join0.5 open1' })
  const { createCohorts } = await saver.answer(CreateCohortsDocument, {
    input: { name: 'Joiners', cohorts: { ...daily, target: { event: 'join' } } },
  })
  expect(createCohorts).toMatchObject({ userErrors: [], cohorts: { name: 'Joiners', version: 1 } })
  const { id } = createCohorts.cohorts!
  const answer = await saver.answer(CohortsDocument, { id })
  expect(answer.cohorts.rows.map(({ cells }) => cells.map(({ users }) => users))[0]).toEqual([1, 1, 0])

  const change = (expectedVersion: number) =>
    saver.answer(UpdateCohortsDocument, { input: { id, expectedVersion, cohorts: { ...daily, periods: 2 } } })
  expect((await change(1)).updateCohorts).toMatchObject({ cohorts: { version: 2, name: 'Joiners' } })
  expect((await change(1)).updateCohorts.userErrors).toEqual([
    { code: 'VERSION_CONFLICT', field: 'expectedVersion' },
  ])
  const bad = await saver.answer(CreateCohortsDocument, {
    input: { name: 'Bad', cohorts: { periods: 3_650 } },
  })
  expect(bad.createCohorts).toEqual({
    cohorts: null,
    userErrors: [{ code: 'INVALID_PERIODS', field: 'periods' }],
  })
  const { savedCohorts } = await saver.answer(AllSavedCohortsDocument)
  expect(savedCohorts).toEqual({ totalCount: 1, nodes: [{ id, name: 'Joiners', version: 2 }] })

  const both = await saver.refusal(CohortsDocument, { id, input: {} })
  expect(both).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_QUESTION', field: 'id' })
  expect((await saver.answer(DeleteCohortsDocument, { input: { id } })).deleteCohorts.deletedId).toBe(id)
  expect(await saver.refusal(CohortsDocument, { id })).toMatchObject({ reason: 'NOT_FOUND' })
})

test('the order in which events were sent changes nothing', async () => {
  const stories = {
    ann: 'join0 open1 open2',
    bob: 'open0 join1 open2',
    cem: 'join2',
    dan: 'join0 join1 open1.5',
  }
  const forwards = await projectWith('forwards', stories)
  const backwards = story(app, 'backwards')
  await backwards.happened(days(stories).toReversed())
  for (const entry of ['FIRST_TIME', 'FIRST_EVER', 'FIRST_IN_RANGE', 'RECURRING'] as const) {
    const input: CohortsInput = { ...daily, entry, target: { event: 'join' }, return: { event: 'open' } }
    expect(await usersOf(backwards, input)).toEqual(await usersOf(forwards, input))
  }
})

describe('a question for cohorts is refused', () => {
  const brackets = { reason: 'INVALID_BRACKETS', field: 'brackets' }
  const breakdown = { reason: 'INVALID_BREAKDOWN', field: 'breakdown' }
  const value = { reason: 'INVALID_VALUE', field: 'value' }
  const occurrences = { reason: 'INVALID_OCCURRENCES', field: 'minimumOccurrences' }

  test.each<[string, CohortsInput, { reason: string; field: string }]>([
    ['no column', { periods: 0 }, { reason: 'INVALID_PERIODS', field: 'periods' }],
    ['3,650 columns', { periods: 3_650 }, { reason: 'INVALID_PERIODS', field: 'periods' }],
    ['no bracket', { brackets: [] }, brackets],
    ['a bracket of no width', { brackets: [1, 0] }, brackets],
    ['101 brackets', { brackets: Array(101).fill(1) }, brackets],
    ['brackets of 1,001 intervals', { brackets: [1_001] }, brackets],
    ['brackets and periods', { brackets: [1], periods: 3 }, brackets],
    ['no occurrence', { minimumOccurrences: 0 }, occurrences],
    ['1,001 occurrences', { minimumOccurrences: 1_001 }, occurrences],
    ['a breakdown by nothing', { breakdown: {} }, breakdown],
    ['a breakdown by two things', { breakdown: { property: 'a', trait: 'b' } }, breakdown],
    ['a breakdown by an empty key', { breakdown: { property: '' } }, breakdown],
    ['26 groups', { breakdown: { property: 'a', first: 26 } }, breakdown],
    ['a property that is not measured', { value: { property: 'a' } }, value],
    ['a property without a key', { value: { measure: 'SUM', property: '' } }, value],
    [
      'a target without a name',
      { target: { event: ' ' } },
      { reason: 'INVALID_EVENT', field: 'target.event' },
    ],
    [
      'a return without a name',
      { return: { event: '' } },
      { reason: 'INVALID_EVENT', field: 'return.event' },
    ],
    ['an empty filter', { filter: {} }, { reason: 'INVALID_FILTER', field: 'filter' }],
    [
      'a range that ends before it starts',
      { range: { between: { from: day(1), to: day(0) } } },
      { reason: 'INVALID_RANGE', field: 'range' },
    ],
    [
      'a table with too many cells',
      { interval: 'DAY', range: { last: { count: 300, unit: 'DAY' } }, periods: 366 },
      { reason: 'TOO_MANY_CELLS', field: 'range' },
    ],
    [
      'a year of hours',
      { interval: 'HOUR', range: { last: { count: 366, unit: 'DAY' } } },
      { reason: 'TOO_MANY_BUCKETS', field: 'interval' },
    ],
  ])('with %s', async (_, input, refused) => {
    const { refusal } = story(app, 'refused')
    expect(await refusal(CohortsDocument, { input })).toEqual({ code: 'BAD_USER_INPUT', ...refused })
  })
})
