import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import {
  CohortMembersDocument,
  CohortsDocument,
  type CohortsInput,
  CreateCohortsDocument,
  IdentifyDocument,
  StickinessDocument,
  type StickinessInput,
  StickinessUsersDocument,
} from '../operations/operations.ts'

const day = (day: number) => `2024-03-0${day}T00:00:00.000Z`
const event = (userId: string | null, on: number, company?: string, conversationId?: string) => ({
  event: {
    userId,
    name: 'open',
    timestamp: `2024-03-0${on}T12:00:00Z`,
    conversationId,
    properties: company ? { company: { name: company } } : {},
  },
})

/**
 * By day: acme is active on 1, 2 and 3 through two users and nobody, bolt on 2 and 3; conversation c1 on 1 and 3, c2 on 2.
 * Ann has no company on day 4.
 */
let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(app, 'spring', [
    event('ann', 1, 'acme', 'c1'),
    event('bob', 2, 'acme', 'c2'),
    event(null, 3, 'acme', 'c1'),
    event('cem', 2, 'bolt'),
    event('cem', 3, 'bolt'),
    event('ann', 4),
    {
      systemMetric: {
        name: 'load',
        value: 1,
        timestamp: '2024-03-04T12:00:00Z',
        properties: { company: { name: 'acme' } },
      },
    },
  ])
})
afterAll(() => app.close())

const range = { between: { from: day(1), to: day(5) } }
const company = { unit: 'PROPERTY', unitProperty: 'company.name' } as const
const conversation = { unit: 'CONVERSATION' } as const

describe('cohorts', () => {
  const daily: CohortsInput = { interval: 'DAY', range, periods: 3 }
  const cells = async (input: CohortsInput) =>
    (await story(app, 'spring').answer(CohortsDocument, { input: { ...daily, ...input } })).cohorts.rows.map(
      row => row.cells.map(({ users }) => users),
    )

  test('may count companies: one enters with the first event that has it, by whomever', async () => {
    expect(await cells(company)).toEqual([
      [1, 1, 1],
      [1, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ])
    // Users, for comparison: ann comes back on day 4 only, cem on the next day.
    expect(await cells({})).toEqual([
      [1, 0, 0],
      [2, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ])
  })

  test('may count conversations', async () => {
    expect(await cells(conversation)).toEqual([
      [1, 0, 1],
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ])
  })

  test('of companies can be broken down by the value at entry', async () => {
    const { cohorts } = await story(app, 'spring').answer(CohortsDocument, {
      input: { ...daily, ...company, breakdown: { property: 'company.name' } },
    })
    expect(cohorts.groups.map(({ value, size }) => [value, size])).toEqual([
      ['acme', 1],
      ['bolt', 1],
    ])
  })

  test('list the known users of the companies of a cell, each once', async () => {
    const variables = { input: { ...daily, ...company }, start: day(1), period: 2 }
    const { cohorts } = await story(app, 'spring').answer(CohortMembersDocument, variables)
    const [row] = cohorts.rows
    expect(row!.cells[0]).toMatchObject({ users: 1, members: { totalCount: 2 } })
    expect(row!.cells[0]!.members.nodes.map(({ userId }) => userId)).toEqual(['bob', 'ann'])
  })

  test('keep their unit when they are saved; a question saved before there were units counts users', async () => {
    const { answer } = story(app, 'spring')
    const saved = await answer(CreateCohortsDocument, {
      input: { name: 'Companies', cohorts: { ...daily, ...company } },
    })
    const { id, input } = saved.createCohorts.cohorts!
    expect(input).toMatchObject(company)
    const sizes = async () => (await answer(CohortsDocument, { id })).cohorts.rows.map(({ size }) => size)
    expect(await sizes()).toEqual([1, 1, 0, 0])
    const former = `update definitions set content = content - 'unit' - 'unitProperty' where id = $1`
    await app.services.database.pool.query(former, [id])
    expect(await sizes()).toEqual([1, 2, 0, 0])
  })

  test('of users are the same with the unit named', async () => {
    expect(await cells({ unit: 'USER' })).toEqual(await cells({}))
  })

  test('of companies do not group by a trait, which a user has', async () => {
    const { answer, refusal } = story(app, 'spring')
    await answer(IdentifyDocument, { input: { userId: 'ann', traits: { tier: 'gold' } } })
    const input = { ...daily, ...company, breakdown: { trait: 'tier' } }
    expect(await refusal(CohortsDocument, { input })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_BREAKDOWN',
      field: 'breakdown',
    })
  })
})

describe('stickiness', () => {
  const rows = async (input: StickinessInput) =>
    (
      await story(app, 'spring').answer(StickinessDocument, { input: { range, ...input } })
    ).stickiness.rows.map(({ users }) => users)

  test('may count companies and conversations by their active days', async () => {
    // acme on 3 days, bolt on 2; c1 on 2, c2 on 1.
    expect(await rows(company)).toEqual([0, 1, 1, 0])
    expect(await rows(conversation)).toEqual([1, 1, 0, 0])
    expect(await rows({ ...company, occurrences: { operator: 'GREATER_THAN', count: 1 } })).toEqual([
      0, 0, 0, 0,
    ])
  })

  test('lists the known users of the companies', async () => {
    const variables = { input: { range, ...company }, intervals: 3, orMore: false }
    const { stickiness } = await story(app, 'spring').answer(StickinessUsersDocument, variables)
    expect(stickiness.users.nodes.map(({ userId }) => userId)).toEqual(['bob', 'ann'])
    expect(stickiness.users.totalCount).toBe(2)
  })
})

describe.each([
  ['cohorts', CohortsDocument],
  ['stickiness', StickinessDocument],
] as const)('%s', (_, document) => {
  test.each<[string, StickinessInput]>([
    ['a property without its key', { unit: 'PROPERTY' }],
    ['an empty key', { unit: 'PROPERTY', unitProperty: '' }],
    ['a key that no property can have', { unit: 'PROPERTY', unitProperty: '\u0000' }],
    ['a key of 501 characters', { unit: 'PROPERTY', unitProperty: 'a'.repeat(501) }],
    ['the key of a property for users', { unitProperty: 'company' }],
    ['the key of a property for conversations', { unit: 'CONVERSATION', unitProperty: 'company' }],
  ])('refuses %s', async (_, input) => {
    expect(await story(app, 'spring').refusal(document as typeof StickinessDocument, { input })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_UNIT',
      field: 'unitProperty',
    })
  })

  test('takes the key of a property as text, whatever it is', async () => {
    const input = { unit: 'PROPERTY' as const, unitProperty: `'; drop table events --` }
    const answer = await story(app, 'spring').answer(document as typeof StickinessDocument, { input })
    expect(Object.keys(answer)).toHaveLength(1)
  })
})
