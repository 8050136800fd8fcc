import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type QueryScope } from '../../../src/analytics/query/query-scope.ts'
import { createLoaders } from '../../../src/request/loaders.ts'
import { rounds, within } from '../../support/rounds.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  for (const project of projects) await eventsHappened(app, project, eventsOf(project))
})
afterAll(() => app.close())

const projects = ['mine', 'other']
const people = Array.from({ length: 10 }, (_, i) => `user ${i}`)

/** Both projects have the same users and conversations, with the project's name in every text. */
function eventsOf(project: string): object[] {
  return people.flatMap(userId => [
    { activity: { type: project, userId, username: project, channel: project } },
    {
      conversation: {
        conversationId: `of ${userId}`,
        userId,
        startedAt: new Date().toISOString(),
        channel: project,
      },
    },
    { message: { conversationId: `of ${userId}`, userId, role: 'USER', model: project, channel: project } },
  ])
}

const query = `{
  users(first: 10) {
    nodes {
      username
      events(first: 3) { nodes { channel } }
      activities(first: 3) { nodes { type username channel } }
      conversations(first: 3) { nodes { channel messageCount } }
    }
  }
  messages(first: 10) { nodes { userId model channel } }
}`

test(
  'two projects whose requests run at once each see only their own rows',
  async () => {
    const alone = await Promise.all(projects.map(project => story(app, project).answer(query)))
    for (const [i, project] of projects.entries()) {
      expect(JSON.stringify(alone[i])).toContain(`"${project}"`)
      expect(JSON.stringify(alone[i])).not.toContain(`"${projects[1 - i]}"`)
    }
    for (let round = 0; round < rounds(100, 40); round++) {
      const answers = [...projects, ...projects].map(project => story(app, project).answer(query))
      expect(await Promise.all(answers)).toEqual([...alone, ...alone])
    }
  },
  within(300_000),
)

test('users of 1,200 rows are loaded 1,000 at a time, and a number of another project finds no user', async () => {
  const { orm, pool } = app.services.database
  const loadersOf = (project: string) => {
    const em = orm.em.fork()
    em.setFilterParams('project', { project })
    return createLoaders({ em } as QueryScope)
  }
  const { rows } = await pool.query<{ no: number }>(
    "select no from users where project = 'other' order by no",
  )
  const others = rows.map(({ no }) => no)
  const numbers = [...others, ...Array.from({ length: 1_200 - others.length }, (_, i) => 1_000_000 + i)]
  const { userByNo } = loadersOf('other')
  const statements = vi.spyOn(orm.em.getConnection(), 'execute')
  const found = await userByNo.loadMany(numbers)
  expect(statements).toHaveBeenCalledTimes(2)
  statements.mockRestore()
  expect(found.filter(user => user !== null)).toHaveLength(10)
  expect(await loadersOf('mine').userByNo.loadMany(others)).toEqual(others.map(() => null))
})
