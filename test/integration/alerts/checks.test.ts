import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Job, JobKind } from '../../../src/jobs/job.ts'
import { createChecks } from '../../support/alerts/checks.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let checks: ReturnType<typeof createChecks>
beforeAll(async () => {
  app = await startTestApp()
  await app.services.jobs.stop()
  checks = createChecks(app)
  checks.start(2, interrupted)
})
afterAll(async () => {
  await checks.stop()
  await app.close()
})

const hourMs = 3_600_000

let writes = 0
/** Every second write is cut off: before it, right after its commit, or by another process that takes the job over. */
function interrupted(kind: JobKind): JobKind {
  const write =
    (job: Job): Job['write'] =>
    async run => {
      const fate = ['runs', 'dies before', 'runs', 'dies after', 'runs', 'is overtaken'][writes++ % 6]
      if (fate === 'dies before') throw new Error('killed')
      if (fate === 'is overtaken') await overtake(job)
      const result = await job.write(run)
      if (fate === 'dies after') throw new Error('killed')
      return result
    }
  return { ...kind, run: job => kind.run({ ...job, write: write(job), repeat: job.repeat.bind(job) }) }
}

/** The lease ends while the attempt goes on, so that the other process begins one of its own. */
async function overtake({ id }: Job): Promise<void> {
  await app.services.database.pool.query(
    `update work set lease_until = '2000-01-01' where id = $1 and state = 'RUNNING'`,
    [id],
  )
  await pause(30)
}

const announced = async (project: string) =>
  (
    await app.services.database.pool.query<{ type: string; at: Date; data: { to: string } }>(
      'select type, at, data from announcements where project = $1 order by id',
      [project],
    )
  ).rows.map(({ type, data }) => `${type} ${data.to.slice(5, 16)}`)

test.each([
  {
    // The clock goes forward at 01:00Z: seven in the morning is 05:00Z.
    project: 'spring',
    start: '2026-03-28T12:00:00Z',
    messages: ['firing 03-28T14:00', 'resolved 03-28T16:00', 'firing 03-29T05:00', 'resolved 03-29T07:00'],
  },
  {
    // The clock goes back at 01:00Z: seven in the morning is 06:00Z.
    project: 'autumn',
    start: '2026-10-24T12:00:00Z',
    messages: ['firing 10-24T14:00', 'resolved 10-24T16:00', 'firing 10-25T06:00', 'resolved 10-25T07:00'],
  },
])(
  'each edge has one message, whatever is killed while the clock changes: $project',
  async ({ project, start, messages }) => {
    const told = story(app, project)
    const at = (hours: number) => new Date(Date.parse(start) + hours * hourMs)
    const question = 'question: { measure: { metrics: [{ name: events }] } }, field: "metrics.events"'
    const quiet = 'quiet: [{ from: "23:00", to: "07:00", timeZone: "Europe/Berlin" }]'
    await told.answer(
      `mutation { createAlert(input: { name: "a", ${question}, window: HOUR_1, condition: { above: "2" }, ${quiet} }) { alert { id } } }`,
    )
    // Three events in each of the hours from 13:00Z and 14:00Z, and from midnight to 06:00Z.
    const bad = [1, 2, 12, 13, 14, 15, 16, 17]
    await told.happened(
      bad.flatMap(hour =>
        [1, 2, 3].map(minute => ({
          userId: 'ann',
          name: 'x',
          timestamp: new Date(at(hour).getTime() + minute * 60_000).toISOString(),
        })),
      ),
    )
    for (let hour = 0; hour <= 24; hour++) await checks.checkAt(project, at(hour))
    expect(await announced(project)).toEqual(messages.map(message => `alert.${message}`))
  },
)
