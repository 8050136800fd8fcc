import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { walk } from '../../support/graphql/walk.ts'
import { moments, second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import {
  IdentifyDocument,
  PathsDocument,
  type PathsInput,
  PathUsersDocument,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await story(app, 'spring').happened(
    moments({
      ann: 'open0 open5 search10 buy40 open5000 leave5010',
      bob: 'open0 search20 search30 leave60',
      cem: 'search0 open10 leave20',
      dee: 'open0',
    }),
  )
})
afterAll(() => app.close())

const range = { between: { from: second(0), to: second(10_000) } }
const open: PathsInput = { anchor: { event: 'open' }, range }
const pathsOf = async (input: PathsInput, project = 'spring') =>
  (await story(app, project).answer(PathsDocument, { input })).paths
const eventsOf = async (more: Partial<PathsInput>, project = 'spring') =>
  (await pathsOf({ ...open, ...more }, project)).paths.map(({ events }) => events.join(' '))
const usersBehind = async (wanted: object, input = open) => {
  const { usersBehind } = (await story(app, 'spring').answer(PathUsersDocument, { input, ...wanted })).paths
  return { users: usersBehind.nodes.map(({ userId }) => userId), totalCount: usersBehind.totalCount }
}
const link = (
  [from, to]: [string, string],
  [occurrences, users, medianSeconds]: [number, number, number],
  all = 5,
) => ({ from, to, occurrences, users, share: occurrences / all, medianSeconds })

describe('paths', () => {
  test('count the next events of users, step by step, with the times in between', async () => {
    // Five opens: ann twice, an hour apart. Ann's two in a row are one, and so are bob's searches.
    expect(await pathsOf({ ...open, depth: 2 })).toEqual({
      occurrences: 5,
      users: 4,
      steps: [
        {
          depth: 1,
          occurrences: 4,
          ended: 1,
          links: [
            link(['open', 'leave'], [2, 2, 10]),
            // Ann takes 10 seconds from her first open, bob 20.
            link(['open', 'search'], [2, 2, 15]),
          ],
          linkCount: 2,
          otherOccurrences: 0,
        },
        {
          depth: 2,
          occurrences: 2,
          ended: 2,
          links: [link(['search', 'buy'], [1, 1, 30]), link(['search', 'leave'], [1, 1, 40])],
          linkCount: 2,
          otherOccurrences: 0,
        },
      ],
      paths: [
        { events: ['open', 'leave'], occurrences: 2, users: 2, share: 0.4, medianSeconds: 10 },
        { events: ['open'], occurrences: 1, users: 1, share: 0.2, medianSeconds: 0 },
        { events: ['open', 'search', 'buy'], occurrences: 1, users: 1, share: 0.2, medianSeconds: 40 },
        { events: ['open', 'search', 'leave'], occurrences: 1, users: 1, share: 0.2, medianSeconds: 60 },
      ],
      pathCount: 4,
      otherOccurrences: 0,
    })
  })

  test('before the anchor lead to it in the order of time', async () => {
    const { occurrences, steps, paths } = await pathsOf({
      anchor: { event: 'leave' },
      direction: 'BEFORE',
      depth: 2,
      range,
    })
    expect(occurrences).toBe(3)
    expect(steps).toMatchObject([
      {
        occurrences: 3,
        ended: 0,
        links: [link(['open', 'leave'], [2, 2, 10], 3), link(['search', 'leave'], [1, 1, 40], 3)],
      },
      {
        occurrences: 2,
        ended: 1,
        links: [link(['open', 'search'], [1, 1, 20], 3), link(['search', 'open'], [1, 1, 10], 3)],
      },
    ])
    expect(paths.map(({ events }) => events)).toEqual([
      ['open', 'leave'],
      ['open', 'search', 'leave'],
      ['search', 'open', 'leave'],
    ])
  })

  test('count every repeat if repeats are not collapsed', async () => {
    // Ann's first open is followed by her second, which is an anchor too.
    expect(await eventsOf({ collapseRepeats: false, depth: 2 })).toEqual([
      'open leave',
      'open',
      'open open search',
      'open search buy',
      'open search search',
    ])
  })

  test('end at a gap above the limit, but not at a gap of exactly the limit', async () => {
    const withGap = (maxGapSeconds: number) => eventsOf({ maxGapSeconds })
    // Ann's open, search and buy are 5, 5 and 30 seconds apart; bob takes 20, 10 and 30; the others 10.
    expect(await withGap(30)).toContain('open search buy')
    expect(await withGap(29)).toEqual(['open leave', 'open search', 'open'])
    // With an hour and a half, ann's second visit is part of her first.
    expect(await withGap(5_400)).toContain('open search buy open')
  })

  test('start with an anchor in the range and may continue after it', async () => {
    const short = { between: { from: second(0), to: second(6) } }
    expect(await eventsOf({ range: short, depth: 3 })).toEqual([
      'open',
      'open search buy',
      'open search leave',
    ])
    // Ann's open of second 5 repeats the one before the range: it is not the first of its run.
    expect(await eventsOf({ range: { between: { from: second(1), to: second(6) } } })).toEqual([])
  })

  test('may span centuries', async () => {
    const ever = { between: { from: '1800-01-01T00:00:00Z', to: '2200-01-01T00:00:00Z' } }
    expect(await pathsOf({ ...open, range: ever })).toEqual(await pathsOf(open))
  })

  test('follow the log for events at the same instant', async () => {
    await story(app, 'ties').happened(moments({ ann: 'a0 c1 b1 d1', bob: 'a0 b1 c1 d1' }))
    expect(await eventsOf({ anchor: { event: 'a' } }, 'ties')).toEqual(['a b c d', 'a c b d'])
  })

  test('contain the events that pass the filter, and start at anchors that pass their own filter', async () => {
    const happened = (name: string, at: number, channel?: string) => ({
      name,
      userId: 'ann',
      timestamp: second(at),
      channel,
    })
    await story(app, 'channels').happened([
      happened('open', 0, 'web'),
      happened('search', 1, 'web'),
      happened('ping', 2),
      happened('open', 3),
      happened('buy', 4, 'web'),
    ])
    const web = { dimension: 'CHANNEL' as const, values: ['web'] }
    expect(await eventsOf({}, 'channels')).toEqual(['open buy', 'open search ping open'])
    expect(await eventsOf({ filter: web }, 'channels')).toEqual(['open search buy'])
    const anchor = { event: 'open', filter: { not: web } }
    expect(await eventsOf({ anchor }, 'channels')).toEqual(['open buy'])
    expect(await eventsOf({ anchor: {}, depth: 1 }, 'channels')).toHaveLength(5)
  })

  test('can start at events of users with a trait', async () => {
    const { answer, happened } = story(app, 'traits')
    await happened(moments({ ann: 'open0 buy1', bob: 'open0 leave1' }))
    for (const [userId, plan] of Object.entries({ ann: 'pro', bob: 'free' }))
      await answer(IdentifyDocument, { input: { userId, traits: { plan } } })
    const pro = { trait: 'plan', values: ['pro'] }
    expect(await eventsOf({ anchor: { event: 'open', filter: pro } }, 'traits')).toEqual(['open buy'])
    expect(await eventsOf({ filter: { not: pro } }, 'traits')).toEqual(['open leave'])
  })

  test('show the most frequent, and count the others', async () => {
    const { steps, paths, pathCount, otherOccurrences } = await pathsOf({ ...open, first: 1 })
    expect(steps[0]).toMatchObject({
      links: [{ to: 'leave', occurrences: 2 }],
      linkCount: 2,
      otherOccurrences: 2,
    })
    expect({ shown: paths.length, pathCount, otherOccurrences }).toEqual({
      shown: 1,
      pathCount: 4,
      otherOccurrences: 3,
    })
  })

  test('of an event that never happened are empty', async () => {
    expect(await pathsOf({ anchor: { event: 'never sent' }, depth: 1, range })).toEqual({
      occurrences: 0,
      users: 0,
      steps: [{ depth: 1, occurrences: 0, ended: 0, links: [], linkCount: 0, otherOccurrences: 0 }],
      paths: [],
      pathCount: 0,
      otherOccurrences: 0,
    })
    expect(await pathsOf(open, 'empty')).toMatchObject({ occurrences: 0, paths: [] })
  })
})

describe('the users behind', () => {
  test('a link, a path and the anchor are as many as their counts', async () => {
    expect(await usersBehind({})).toEqual({ users: ['dee', 'cem', 'bob', 'ann'], totalCount: 4 })
    const leave = { link: { depth: 1, from: 'open', to: 'leave' } }
    expect(await usersBehind(leave)).toEqual({ users: ['cem', 'ann'], totalCount: 2 })
    expect(await usersBehind({ path: ['open'] })).toEqual({ users: ['dee'], totalCount: 1 })
    expect(await usersBehind({ path: ['open', 'search', 'buy'] })).toEqual({ users: ['ann'], totalCount: 1 })
    expect(await usersBehind({ path: ['open', 'nothing'] })).toEqual({ users: [], totalCount: 0 })
    expect(await usersBehind({ link: { depth: 2, from: 'open', to: 'leave' } })).toMatchObject({ users: [] })
  })

  test('a path are listed page by page', async () => {
    const pages = await walk(async after => {
      const variables = { input: open, path: ['open', 'leave'], first: 1, after }
      return (await story(app, 'spring').answer(PathUsersDocument, variables)).paths.usersBehind
    })
    expect(pages).toEqual([[{ userId: 'cem' }], [{ userId: 'ann' }]])
  })

  test.each([
    [
      'a link and a path at once',
      'link: { depth: 1, from: "a", to: "b" }, path: ["a"]',
      'INVALID_PATH',
      'path',
    ],
    ['a link of step 0', 'link: { depth: 0, from: "a", to: "b" }', 'INVALID_PATH', 'link.depth'],
    ['a link beyond the depth', 'link: { depth: 4, from: "a", to: "b" }', 'INVALID_PATH', 'link.depth'],
    ['a path without events', 'path: []', 'INVALID_PATH', 'path'],
    ['a path longer than the depth', 'path: ["a", "b", "c", "d", "e"]', 'INVALID_PATH', 'path'],
    ['a link from nothing', 'link: { depth: 1, from: "", to: "b" }', 'INVALID_PATH', 'link'],
    ['a name that no event can have', 'path: ["a\\u0000"]', 'INVALID_PATH', 'path'],
    ['a page of 101', 'first: 101', 'INVALID_PAGE_SIZE', 'first'],
  ])('refuses %s', async (_, args, reason, field) => {
    const refusal = await story(app, 'spring').refusal(
      `{ paths(input: { anchor: { event: "open" } }) { usersBehind(${args}) { totalCount } } }`,
    )
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason, field })
  })
})

describe('a question for paths is refused', () => {
  const name = 'anchor: { event: "open" }'
  test.each([
    ['with an anchor without a name', 'anchor: { event: " " }', 'INVALID_EVENT', 'anchor'],
    ['with a name that is too long', `anchor: { event: "${'a'.repeat(201)}" }`, 'INVALID_EVENT', 'anchor'],
    ['with a filter without values', 'anchor: { filter: { dimension: EVENT } }', 'INVALID_FILTER', 'filter'],
    ['with a depth of 0', `${name}, depth: 0`, 'INVALID_DEPTH', 'depth'],
    ['with a depth of 6', `${name}, depth: 6`, 'INVALID_DEPTH', 'depth'],
    ['with a gap of 0', `${name}, maxGapSeconds: 0`, 'INVALID_GAP', 'maxGapSeconds'],
    ['with a gap of more than 7 days', `${name}, maxGapSeconds: 604801`, 'INVALID_GAP', 'maxGapSeconds'],
    ['for 0 links', `${name}, first: 0`, 'INVALID_FIRST', 'first'],
    ['for 201 links', `${name}, first: 201`, 'INVALID_FIRST', 'first'],
    [
      'for a range that ends before it starts',
      `${name}, range: { dates: { from: "2024-01-02", to: "2024-01-01" } }`,
      'INVALID_RANGE',
      'range',
    ],
    ['for a zone that does not exist', `${name}, timeZone: "Mars/Olympus"`, 'INVALID_TIME_ZONE', 'timeZone'],
  ])('%s', async (_, args, reason, field) => {
    const refusal = await story(app, 'refused').refusal(`{ paths(input: { ${args} }) { users } }`)
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason, field })
  })
})
