import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type QueryScope } from '../../src/analytics/query/query-scope.ts'
import { createLoaders } from '../../src/request/loaders.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { eventsHappened } from '../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  for (const project of projects) await eventsHappened(app, project, eventsOf(project))
})
afterAll(() => app.close())

const projects = ['mine', 'theirs']
const people = Array.from({ length: 10 }, (_, i) => `user ${i}`)

/** Both projects have the same users and conversations, and each its own name in all that happens. */
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

test('two projects that ask the same 200 times at once each see their own rows', async () => {
  const alone = await Promise.all(projects.map(project => story(app, project).answer(query)))
  for (const [i, project] of projects.entries()) {
    expect(JSON.stringify(alone[i])).toContain(`"${project}"`)
    expect(JSON.stringify(alone[i])).not.toContain(`"${projects[1 - i]}"`)
  }
  for (let round = 0; round < 100; round++) {
    const asked = [...projects, ...projects].map(project => story(app, project).answer(query))
    expect(await Promise.all(asked)).toEqual([...alone, ...alone])
  }
}, 300_000)

test('what 1,200 rows need is looked up 500 at a time, and a number of another project is nobody', async () => {
  const { orm, pool } = app.services.database
  const loadersOf = (project: string) => {
    const em = orm.em.fork()
    em.setFilterParams('project', { project })
    return createLoaders({ em } as QueryScope)
  }
  const { rows } = await pool.query<{ no: number }>(
    "select no from users where project = 'theirs' order by no",
  )
  const theirs = rows.map(({ no }) => no)
  const numbers = [...theirs, ...Array.from({ length: 1_200 - theirs.length }, (_, i) => 1_000_000 + i)]
  const { userByNo } = loadersOf('theirs')
  const statements = vi.spyOn(orm.em.getConnection(), 'execute')
  const found = await userByNo.loadMany(numbers)
  expect(statements).toHaveBeenCalledTimes(3)
  statements.mockRestore()
  expect(found.filter(user => user !== null)).toHaveLength(10)
  expect(await loadersOf('mine').userByNo.loadMany(theirs)).toEqual(theirs.map(() => null))
})
