import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withInherited } from '../support/evaluate/inherited.ts'
import { knownIn, membersIn } from '../support/evaluate/segment.ts'
import { logStory } from '../support/log-story.ts'
import { randomLog } from '../support/random/random-log.ts'
import { randomSegment } from '../support/random/random-segment.ts'
import { rounds, seed, within } from '../support/rounds.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const traitsOfAll = {
  ann: { plan: 'pro', seats: 3, address: { city: 'Köln' } },
  bob: { plan: 'free', seats: 'many', trial: true },
}

/** Histories, each with 8 segments, evaluated at, just before or just after one of the events. */
const dataSets = fc
  .sample(
    randomLog.chain(log =>
      fc.record({
        log: fc.constant(log),
        segments: fc.array(
          fc.record({
            condition: randomSegment,
            asOf: fc
              .tuple(fc.constantFrom(...log), fc.constantFrom(0, 1, -1, 3_600_000, 86_400_000))
              .map(([{ at }, shift]) => at + shift),
          }),
          { minLength: 8, maxLength: 8 },
        ),
      }),
    ),
    { numRuns: rounds(60, 6), seed },
  )
  .map((drawn, number) => ({ ...drawn, project: `segments ${number}` }))

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await logStory(
    app,
    dataSets.flatMap(({ log, project }) => log.map(event => ({ ...event, project }))),
  )
  for (const [user, traits] of Object.entries(traitsOfAll))
    await app.services.database.pool.query(
      `update users set traits = $2, changed_tx = pg_current_xact_id() where external_id = $1`,
      [user, JSON.stringify(traits)],
    )
})
afterAll(() => app.close())

const preview = `query ($input: PreviewSegmentInput!) {
  previewSegment(input: $input) { size knownUsers members { userId } }
}`

interface Preview {
  previewSegment: { size: number; knownUsers: number; members: { userId: string }[] }
}

test(
  'every segment has the users of a walk through their history, and its negation the others',
  async () => {
    for (const { log, project, segments } of dataSets)
      for (const { condition, asOf } of segments) {
        const ask = async (tried: object) =>
          (
            await story(app, project).answer<Preview>(preview, {
              input: { condition: tried, asOf: new Date(asOf).toISOString() },
            })
          ).previewSegment
        const context = JSON.stringify({ seed, project, asOf, condition })
        const history = { log: withInherited(log), traits: traitsOfAll, asOf }
        const found = await ask(condition)
        expect(found.members.map(({ userId }) => userId).sort(), context).toEqual(
          membersIn(history, condition),
        )
        expect(found.knownUsers, context).toBe(knownIn(history).length)
        const others = await ask({ not: condition })
        expect(found.size + others.size, context).toBe(found.knownUsers)
      }
  },
  within(240_000),
)
