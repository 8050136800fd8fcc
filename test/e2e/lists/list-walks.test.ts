import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rounds, seed } from '../../support/rounds.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** A list to which other clients write during a walk. */
interface WalkedList {
  id: string
  /** Adds at least one row; rows with equal `offsets` share an instant if clients give the time. */
  add(project: string, offsets: number[]): Promise<void>
  /** Deletes the row with this id, if rows can be deleted. */
  remove?(project: string, id: string): Promise<unknown>
}

let made = 0
const unique = (name: string) => `${name} ${made++}`
const second = (offset: number) => new Date(1_709_251_200_000 + offset * 1_000).toISOString()

const lists: Record<string, WalkedList> = {
  events: {
    id: 'eventId',
    add: (project, offsets) =>
      eventsHappened(
        app,
        project,
        offsets.map(offset => ({
          event: { name: 'a', timestamp: second(offset), eventId: unique('event') },
        })),
      ),
    remove: (project, id) => sql('delete from events where project = $1 and event_id = $2', [project, id]),
  },
  conversations: {
    id: 'conversationId',
    add: (project, offsets) =>
      eventsHappened(
        app,
        project,
        offsets.map(offset => ({
          conversation: { conversationId: unique('conversation'), startedAt: second(offset) },
        })),
      ),
    remove: (project, id) =>
      sql('delete from conversations where project = $1 and external_id = $2', [project, id]),
  },
  users: {
    id: 'userId',
    // One statement gives all rows the same instant.
    add: (project, offsets) =>
      eventsHappened(
        app,
        project,
        offsets.map(() => ({ event: { name: 'a', userId: unique('user') } })),
      ),
  },
  apiKeys: {
    id: 'id',
    add: (project, offsets) =>
      eachMade(project, offsets, name => `createApiKey(input: { name: "${name}" }) { userErrors { code } }`),
  },
  shareLinks: {
    id: 'id',
    add: (project, offsets) =>
      eachMade(
        project,
        offsets,
        () => 'createShareLink(input: { dashboardId: "platform" }) { userErrors { code } }',
      ),
  },
  dashboards: {
    id: 'id',
    add: (project, offsets) =>
      eachMade(
        project,
        offsets,
        name => `createDashboard(input: { name: "${name}", widgets: [] }) { userErrors { code } }`,
      ),
    remove: async (project, id) => {
      // A built-in dashboard stays.
      if (/^\d/.test(id))
        await story(app, project).answer(`mutation { deleteDashboard(input: { id: "${id}" }) { deletedId } }`)
    },
  },
  segments: {
    id: 'id',
    add: (project, offsets) =>
      eachMade(
        project,
        offsets,
        name =>
          `createSegment(input: { name: "${name}", condition: { trait: { key: "a", values: ["b"] } } }) { userErrors { code } }`,
      ),
    remove: (project, id) =>
      story(app, project).answer(`mutation { deleteSegment(input: { id: "${id}" }) { deletedId } }`),
  },
}

const sql = (statement: string, values: unknown[]) => app.services.database.pool.query(statement, values)

/** One request creates all rows at the same instant. */
async function eachMade(
  project: string,
  offsets: number[],
  mutation: (name: string) => string,
): Promise<void> {
  const fields = offsets.map((_, i) => `a${i}: ${mutation(unique('name'))}`)
  await story(app, project).answer(`mutation { ${fields.join(' ')} }`)
}

/** The changes between two pages. */
interface Interruption {
  added: number[]
  /** The deleted row, as a share of the way through the list. */
  removed: number | null
}

const offsets = (most: number) => fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: most })
const interruption: fc.Arbitrary<Interruption> = fc.record({
  added: offsets(3),
  removed: fc.option(fc.double({ min: 0, max: 0.999, noNaN: true }), { freq: 2 }),
})
const walks = fc.record({
  before: offsets(8),
  first: fc.integer({ min: 1, max: 4 }),
  interruptions: fc.array(interruption, { maxLength: 4 }),
})

describe.each(Object.entries(lists))(
  'the rows of %s during a walk with concurrent writes',
  (list, { id, add, remove }) => {
    interface Page {
      list: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
    }
    const query = `query ($first: Int!, $after: String) {
    list: ${list}(first: $first, after: $after) { nodes { id: ${id} } pageInfo { hasNextPage endCursor } }
  }`
    const page = async (project: string, first: number, after: string | null) => {
      const { list } = await story(app, project).answer<Page>(query, { first, after })
      return { ids: list.nodes.map(node => node.id), ...list.pageInfo }
    }
    const all = async (project: string) => (await page(project, 100, null)).ids

    async function interrupt(project: string, { added, removed }: Interruption): Promise<string[]> {
      if (added.length) await add(project, added)
      if (removed === null || !remove) return []
      const there = await all(project)
      const id = there[Math.floor(removed * there.length)]
      if (id === undefined) return []
      await remove(project, id)
      return [id]
    }

    test('come once each, in order, and include every row that exists from start to end', async () => {
      await fc.assert(
        fc.asyncProperty(walks, async ({ before, first, interruptions }) => {
          const project = unique('walk')
          if (before.length) await add(project, before)
          const atStart = await all(project)
          const removed = new Set<string>()
          const seen: string[] = []
          const waiting = [...interruptions]
          for (let after: string | null = null; ; ) {
            const { ids, hasNextPage, endCursor } = await page(project, first, after)
            seen.push(...ids)
            if (!hasNextPage) break
            after = endCursor
            for (const gone of await interrupt(project, waiting.shift() ?? { added: [], removed: null }))
              removed.add(gone)
          }
          expect(new Set(seen).size).toBe(seen.length)
          const stayed = atStart.filter(id => !removed.has(id))
          expect(seen.filter(id => stayed.includes(id))).toEqual(stayed)
        }),
        { numRuns: rounds(60), seed },
      )
    }, 300_000)
  },
)
