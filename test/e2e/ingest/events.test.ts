import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { walk } from '../../support/graphql/walk.ts'
import { second } from '../../support/moments.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { type EventFilterInput, EventsDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const page = async ({ answer }: Story, first: number, after?: string | null, filter?: EventFilterInput) =>
  (await answer(EventsDocument, { first, after, filter })).events
const idsOf = ({ nodes }: { nodes: { eventId: string }[] }) => nodes.map(({ eventId }) => eventId)

/** The ids of every page; `between` runs before each page except the first. */
async function walkIds(project: Story, first: number, between: () => Promise<void> = async () => undefined) {
  const pages = await walk(async after => {
    if (after) await between()
    return page(project, first, after)
  })
  return pages.map(nodes => idsOf({ nodes }))
}

describe('pages', () => {
  test('go from the newest to the oldest without a gap or a repeat, even at one instant', async () => {
    const project = story(app, 'paged')
    // Ten events at each of three instants; events at one instant were sent in the order of their numbers.
    const events = Array.from({ length: 30 }, (_, i) => ({
      eventId: `${i}`,
      name: 'a',
      timestamp: second(i % 3),
    }))
    await project.happened(events)
    const newestFirst = [2, 1, 0].flatMap(instant =>
      [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map(i => `${i * 3 + instant}`),
    )

    for (const first of [1, 7, 10, 30, 100]) {
      const pages = await walkIds(project, first)
      expect(pages.flat()).toEqual(newestFirst)
      expect(pages).toHaveLength(Math.ceil(30 / first))
    }
  })

  test('do not change while newer events arrive', async () => {
    const project = story(app, 'growing')
    await project.happened(
      Array.from({ length: 6 }, (_, i) => ({ eventId: `${i}`, name: 'a', timestamp: second(i) })),
    )
    let newer = 100
    const arrive = () =>
      project.happened([{ eventId: `new ${newer}`, name: 'a', timestamp: second(newer++) }])
    expect(await walkIds(project, 2, arrive)).toEqual([
      ['5', '4'],
      ['3', '2'],
      ['1', '0'],
    ])
  })

  test('have flags for earlier and later pages, and their start and end cursors', async () => {
    const project = story(app, 'info')
    await project.happened(
      ['a', 'b', 'c'].map((eventId, i) => ({ eventId, name: 'x', timestamp: second(i) })),
    )
    const first = await page(project, 2)
    expect(first).toMatchObject({
      totalCount: 3,
      edges: [{ node: { eventId: 'c' } }, { node: { eventId: 'b' } }],
    })
    const [begin, end] = first.edges.map(({ cursor }) => cursor)
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: begin,
      endCursor: end,
    })

    const last = await page(project, 2, end)
    expect(idsOf(last)).toEqual(['a'])
    expect(last).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false, hasPreviousPage: true } })
    const beyond = await page(project, 2, last.pageInfo.endCursor)
    expect(beyond.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: null,
      endCursor: null,
    })
  })

  test('have 50 events by default, and cost as much as they show', async () => {
    const project = story(app, 'fifty')
    await project.happened(Array.from({ length: 60 }, () => ({ name: 'a' })))
    const { events } = await project.answer<{ events: { nodes: object[] } }>(
      '{ events { nodes { eventId name } } }',
    )
    expect(events.nodes).toHaveLength(50)
    expect(await project.answer('{ events { totalCount } }')).toEqual({ events: { totalCount: 60 } })
    expect(await project.answer('{ events(first: 100) { totalCount pageInfo { hasNextPage } } }')).toEqual({
      events: { totalCount: 60, pageInfo: { hasNextPage: false } },
    })
  })
})

describe('a filter', () => {
  let project: Story
  beforeAll(async () => {
    project = story(app, 'filtered')
    await project.happened([
      {
        eventId: '1',
        name: 'open',
        userId: 'ann',
        sessionId: 's1',
        conversationId: 'c1',
        timestamp: second(1),
      },
      {
        eventId: '2',
        name: 'open',
        userId: 'bob',
        sessionId: 's1',
        conversationId: 'c2',
        timestamp: second(2),
      },
      {
        eventId: '3',
        name: 'ask',
        userId: 'ann',
        sessionId: 's2',
        conversationId: 'c1',
        timestamp: second(3),
      },
      { eventId: '4', name: 'ask', timestamp: second(4) },
    ])
  })

  test.each<[EventFilterInput, string[]]>([
    [{}, ['4', '3', '2', '1']],
    [{ name: 'open' }, ['2', '1']],
    [{ userId: 'ann' }, ['3', '1']],
    [{ userId: 'ann', name: 'open' }, ['1']],
    [{ userId: 'nobody' }, []],
    [{ sessionId: 's1' }, ['2', '1']],
    [{ conversationId: 'c1' }, ['3', '1']],
    [{ conversationId: 'c1', sessionId: 's1' }, ['1']],
    [{ range: { between: { from: second(2), to: second(4) } } }, ['3', '2']],
    [{ range: { between: { from: second(4), to: second(4.001) } } }, ['4']],
    [{ range: { preset: 'LAST_YEAR' }, name: 'never' }, []],
    [{ name: "open' or true --" }, []],
  ])('%j lists %j', async (filter, ids) => {
    const listed = await page(project, 10, null, filter)
    expect(idsOf(listed)).toEqual(ids)
    expect(listed.totalCount).toBe(ids.length)
    expect((await page(project, 1, null, filter)).totalCount).toBe(ids.length)
  })

  test.each([{ name: 'open\0' }, { userId: 'ann\0' }, { sessionId: '\ud800' }])(
    'is refused with %j, which no event can hold',
    async filter => {
      expect(await project.refusal(EventsDocument, { first: 1, filter })).toEqual({
        code: 'BAD_USER_INPUT',
        reason: 'INVALID_TEXT',
        field: `filter.${Object.keys(filter)[0]}`,
      })
    },
  )

  test('is refused with a range that ends before it starts', async () => {
    const filter = { range: { between: { from: second(2), to: second(1) } } }
    expect(await project.refusal(EventsDocument, { first: 1, filter })).toMatchObject({
      reason: 'INVALID_RANGE',
    })
  })
})

describe('a page is refused', () => {
  test.each([0, 1_001, -1, -2_147_483_648])('with first: %i', async first => {
    expect(
      await story(app, 'refused').refusal(
        'query ($first: Int!) { events(first: $first) { pageInfo { hasNextPage } } }',
        { first },
      ),
    ).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_PAGE_SIZE',
      field: 'first',
    })
  })

  const forge = (text: string) => Buffer.from(text).toString('base64url')
  test.each([
    '',
    'x',
    'not a cursor',
    forge('1709251200000'),
    forge('1709251200000.0'),
    forge('1709251200000.-1'),
    forge('1709251200000.9223372036854775808'),
    forge('999999999999999.1'),
    forge('1e3.1'),
    forge(' 1709251200000.1'),
    forge('1709251200000.1; select 1'),
    `${forge('1709251200000.1')}=`,
    forge('1709251200000.1').repeat(1_000),
  ])('with the forged cursor %s', async after => {
    expect(await story(app, 'refused').refusal(EventsDocument, { first: 1, after })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_CURSOR',
      field: 'after',
    })
  })
})

test('a cursor of another project is invalid', async () => {
  const mine = story(app, 'mine')
  const other = story(app, 'other')
  await other.happened(
    ['t1', 't2', 't3'].map((eventId, i) => ({ eventId, name: 'secret', timestamp: second(i) })),
  )
  await mine.happened([{ eventId: 'm1', name: 'open', timestamp: second(0) }])
  const { pageInfo } = await page(other, 1)
  expect(await mine.refusal(EventsDocument, { first: 10, after: pageInfo.endCursor })).toEqual({
    code: 'BAD_USER_INPUT',
    reason: 'INVALID_CURSOR',
    field: 'after',
  })
})
