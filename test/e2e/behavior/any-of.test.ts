import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import {
  CohortsDocument,
  CreateCohortsDocument,
  type EventMatchInput,
  FunnelDocument,
  LifecycleDocument,
  PathsDocument,
  StickinessDocument,
} from '../operations/operations.ts'

const at = (day: number) => `2024-03-0${day}T12:00:00Z`
const range = { between: { from: '2024-03-01T00:00:00Z', to: '2024-03-04T00:00:00Z' } }

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await story(app, 'spring').happened([
    { userId: 'ann', name: 'buy', timestamp: at(1) },
    { userId: 'ann', name: 'rent', timestamp: at(2), channel: 'web' },
    { userId: 'ann', name: 'open', timestamp: at(3) },
    { userId: 'bob', name: 'rent', timestamp: at(1), channel: 'app' },
    { userId: 'bob', name: 'rent', timestamp: at(3), channel: 'web' },
    { userId: 'cem', name: 'open', timestamp: at(1) },
    { userId: 'cem', name: 'open', timestamp: at(2) },
  ])
})
afterAll(() => app.close())

/** Any buy, or a rent on the web: ann on days 1 and 2, bob on day 3, cem never. */
const deal: EventMatchInput = {
  anyOf: [{ event: 'buy' }, { event: 'rent', filter: { dimension: 'CHANNEL', values: ['web'] } }],
}

describe('any of several events, each with its own filter', () => {
  test('makes users active in a lifecycle', async () => {
    const { lifecycle } = await story(app, 'spring').answer(LifecycleDocument, {
      input: { range, target: deal, newBy: 'FIRST_TARGET' },
    })
    const states = lifecycle.buckets.map(({ newUsers, returning, dormant }) => [newUsers, returning, dormant])
    expect(states).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 1],
    ])
  })

  test('makes users active in stickiness', async () => {
    const { stickiness } = await story(app, 'spring').answer(StickinessDocument, {
      input: { range, target: deal },
    })
    expect(stickiness.rows.map(({ users }) => users)).toEqual([1, 1, 0])
  })

  test('is an entry into a cohort, and a return', async () => {
    const rowsOf = async (input: object) =>
      (
        await story(app, 'spring').answer(CohortsDocument, {
          input: { interval: 'DAY', range, periods: 2, ...input },
        })
      ).cohorts.rows.map(({ cells }) => cells.map(({ users }) => users))
    // ann enters with her buy and rents the day after; bob enters with his second rent.
    expect(await rowsOf({ target: deal, return: deal })).toEqual([
      [1, 1],
      [0, 0],
      [1, 0],
    ])
    // The first buy or rent ever of bob is not on the web.
    expect(await rowsOf({ target: deal, return: deal, entry: 'FIRST_EVER' })).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ])
    // Everybody enters on day 1. On day 2 ann rents on the web, and cem opens.
    expect(await rowsOf({ return: deal })).toEqual([
      [3, 1],
      [0, 0],
      [0, 0],
    ])
  })

  test('is kept in a saved cohort question', async () => {
    const { answer } = story(app, 'spring')
    const cohorts = { interval: 'DAY' as const, range, periods: 2, target: deal, return: deal }
    const { createCohorts } = await answer(CreateCohortsDocument, { input: { name: 'Deals', cohorts } })
    expect(createCohorts.cohorts!.input).toMatchObject({ target: deal })
    const saved = await answer(CohortsDocument, { id: createCohorts.cohorts!.id })
    expect(saved.cohorts).toEqual((await answer(CohortsDocument, { input: cohorts })).cohorts)
  })

  test('is an anchor of paths, an exclusion of a funnel, and a behavior of a segment', async () => {
    const { answer } = story(app, 'spring')
    const { paths } = await answer(PathsDocument, { input: { range, anchor: deal } })
    expect([paths.occurrences, paths.users]).toEqual([3, 2])

    // ann opens on day 3 after a buy, with a rent on the web between them; cem opens twice.
    const steps = [{ anyOf: [{ event: 'buy' }, { event: 'open' }] }, { event: 'open' }]
    const completed = async (exclusions: object[]) =>
      (await answer(FunnelDocument, { input: { range, steps, exclusions } })).funnel.steps[1]!.users
    expect(await completed([])).toBe(2)
    const rented = { anyOf: [{ event: 'sell' }, { event: 'rent', filter: deal.anyOf![1]!.filter }] }
    expect(await completed([rented])).toBe(1)
    expect(await completed([{ anyOf: [{ event: 'sell' }, { event: 'lend' }] }])).toBe(2)

    const { stickiness } = await answer(StickinessDocument, {
      input: { range, segment: { behavior: { did: { ...deal, count: 2 } } } },
    })
    expect(stickiness.activeUsers).toBe(1)
  })
})

describe('alternatives are refused', () => {
  const eleven = Array.from({ length: 11 }, (_, i) => ({ event: `e${i}` }))
  const wrong: [string, EventMatchInput][] = [
    ['none', { anyOf: [] }],
    ['11', { anyOf: eleven }],
    ['a name beside them', { event: 'buy', anyOf: [{ event: 'rent' }] }],
    [
      'a filter beside them',
      { filter: { dimension: 'CHANNEL', values: ['web'] }, anyOf: [{ event: 'rent' }] },
    ],
    ['alternatives of alternatives', { anyOf: [{ anyOf: [{ event: 'rent' }] }] }],
    ['a blank name among them', { anyOf: [{ event: 'rent' }, { event: ' ' }] }],
  ]
  const refusal: Story['refusal'] = (...asked) => story(app, 'refused').refusal(...asked)

  test.each(wrong)('%s', async (_, target) => {
    const invalid = (field: string) => ({ code: 'BAD_USER_INPUT', reason: 'INVALID_EVENT', field })
    expect(await refusal(LifecycleDocument, { input: { target } })).toEqual(invalid('target'))
    expect(await refusal(StickinessDocument, { input: { target } })).toEqual(invalid('target'))
    expect(await refusal(CohortsDocument, { input: { target } })).toEqual(invalid('target.event'))
    expect(await refusal(CohortsDocument, { input: { return: target } })).toEqual(invalid('return.event'))
    expect(await refusal(PathsDocument, { input: { anchor: target } })).toEqual(invalid('anchor'))
    const steps = [{ event: 'a' }, { event: 'b' }]
    expect(await refusal(FunnelDocument, { input: { steps, exclusions: [target] } })).toMatchObject({
      reason: 'INVALID_EXCLUSION',
    })
    expect(await refusal(FunnelDocument, { input: { steps: [...steps, target] } })).toMatchObject({
      reason: 'INVALID_STEPS',
    })
  })

  test('more than 10 excluded events in all', async () => {
    const exclusions = [{ anyOf: eleven.slice(0, 6) }, { anyOf: eleven.slice(0, 5) }]
    expect(
      await refusal(FunnelDocument, { input: { steps: [{ event: 'a' }, { event: 'b' }], exclusions } }),
    ).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_EXCLUSION', field: 'exclusions' })
  })
})
