import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passes } from '../support/evaluate/filter.ts'
import { withInherited } from '../support/evaluate/inherited.ts'
import { type CohortOfUser, startCohorts } from '../support/evaluate/start-cohorts.ts'
import { logStory } from '../support/log-story.ts'
import { randomLog } from '../support/random/random-log.ts'
import { randomQuestion } from '../support/random/random-question.ts'
import { rounds, seed, within } from '../support/rounds.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const zones = ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe']

const dataSets = fc
  .sample(
    randomLog.chain(log =>
      fc.record({
        log: fc.constant(log),
        question: randomQuestion(log, fc.constant([])),
        timeZone: fc.constantFrom(...zones),
      }),
    ),
    { numRuns: rounds(100, 20), seed },
  )
  .map((drawn, number) => ({ ...drawn, project: `log ${number}` }))

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ MAX_COMPLEXITY: '1000000', RATE_QUERY: '100000000' })
  await logStory(
    app,
    dataSets.flatMap(({ log, project }) => log.map(event => ({ ...event, project }))),
  )
})
afterAll(() => app.close())

interface Answer {
  users: { nodes: { userId: string; analytics: { engagement: CohortOfUser } }[] }
}

test(
  'the cohort of every user equals the one folded from the events of all users',
  async () => {
    const nobody = { cohortSize: null, cohortRetention30d: null }
    let together = 0
    for (const { log, project, question, timeZone } of dataSets) {
      const { from, to, filter } = question
      const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
      const { users } = await story(app, project).answer<Answer>(
        `query ($range: DateRangeInput!, $filter: FilterInput, $timeZone: String!) { users(first: 10) { nodes { userId
        analytics(range: $range, filter: $filter, timeZone: $timeZone) { engagement { cohortSize cohortRetention30d } } } } }`,
        { range, filter, timeZone },
      )
      const passing = withInherited(log).filter(event => passes(event, filter))
      const expected = startCohorts(passing, to, timeZone)
      expect(
        users.nodes.map(({ userId, analytics }) => [userId, analytics.engagement]),
        `${project}, SEED=${seed}`,
      ).toEqual(users.nodes.map(({ userId }) => [userId, expected.get(userId) ?? nobody]))
      together += [...expected.values()].filter(({ cohortRetention30d }) => cohortRetention30d).length
    }
    expect(together).toBeGreaterThan(10)
  },
  within(240_000),
)
