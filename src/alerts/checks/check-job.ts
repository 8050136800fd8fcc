import { type GraphQLSchema } from 'graphql'
import { type Range } from '../../analytics/query/range.ts'
import { askInTurn } from '../../jobs/ask-in-job.ts'
import { failureOf } from '../../jobs/failure.ts'
import { type Job, type JobKind } from '../../jobs/job.ts'
import { jobScope } from '../../jobs/job-scope.ts'
import { type RequestServices } from '../../request/request-scope.ts'
import { type Asker, createAsker } from '../observing/asker.ts'
import { observe } from '../observing/observe.ts'
import { keyOf } from '../observing/observed.ts'
import { watchedQuestion } from '../observing/watched-question.ts'
import { dueAlerts, type SavedAlert } from '../saved-alert.ts'
import { calendarWindow, settledAt, windowUntil } from '../windows.ts'
import { type Checked } from './checked.ts'
import { enqueueChecks, nextDue } from './enqueue-checks.ts'
import { storeChecks } from './store-checks.ts'

/** The services of the checks of alerts. */
export interface AlertServices extends RequestServices {
  schema: GraphQLSchema
  /** The current time; tests set another one. */
  now(): Date
}

/** Checks the alerts of a project: one job, which is due again whenever one of its alerts is. */
export const alertJobs = (services: AlertServices): JobKind<null> => ({
  name: 'ALERT_CHECK',
  concurrency: 4,
  maxAttempts: 20,
  run: job => checkDue(services, job),
  // The alerts of a project are checked as long as there are any.
  ended: (client, { project, subject }) => enqueueChecks(client, { project, subject }, later(services.now())),
})

const pauseMs = 5_000
const later = (now: Date) => new Date(now.getTime() + pauseMs)

async function checkDue(services: AlertServices, job: Job<null>): Promise<void> {
  const { schema, database, metrics } = services
  const now = services.now()
  const alerts = await dueAlerts(database.pool, schema, job.project, now)
  const scope = jobScope(services, job)
  const timed = async <Answer>(ask: () => Promise<Answer>) => {
    const end = metrics.alertQuestions.startTimer()
    return ask().finally(end)
  }
  const asker = createAsker(schema, scope, ask => askInTurn(scope, () => timed(ask)))
  const settled = alerts.length ? settledAt((await scope.caughtUp()).watermark, now) : now
  const fields = fieldsByQuestion(alerts)
  for (const batch of batchesOf(alerts)) {
    const checked: Checked[] = []
    for (const alert of batch) checked.push(await check(services, asker, alert, settled, fields))
    await job.write(client => storeChecks(client, checked, services.now()))
    for (const { alert } of checked) metrics.alertLateness.observe(secondsBetween(alert.dueAt, now))
  }
  await job.repeat(client => nextDue(client, job.project, later(services.now())))
}

const secondsBetween = (from: Date, to: Date) => Math.max((to.getTime() - from.getTime()) / 1_000, 0)

const mostAtOnce = 50

/** Alerts in parts, each of which is stored in one transaction. */
const batchesOf = (alerts: SavedAlert[]): SavedAlert[][] =>
  Array.from({ length: Math.ceil(alerts.length / mostAtOnce) }, (_, i) =>
    alerts.slice(i * mostAtOnce, (i + 1) * mostAtOnce),
  )

/** One check of an alert. A question that fails is noted. @throws during an outage, and when the job ends */
async function check(
  { log, metrics }: AlertServices,
  asker: Asker,
  alert: SavedAlert,
  settled: Date,
  fieldsOf: Map<string, string[]>,
): Promise<Checked> {
  const range = windowOf(alert, settled)
  if (alert.checkedTo && range.to <= alert.checkedTo) return { alert, range, result: 'NOTHING_NEW' }
  try {
    const { content, timeZone } = alert
    const fields = fieldsOf.get(questionOf(alert))!
    const observed = await observe(asker, { content, timeZone, fields }, range)
    metrics.alertChecks.inc({ outcome: 'checked' })
    return { alert, range, result: new Map(observed.map(one => [keyOf(one.group), one])) }
  } catch (error) {
    const failure = failureOf(error)
    if (!failure.isCounted) throw error
    log.warn({ err: error, alert: alert.id }, 'the check of an alert failed')
    metrics.alertChecks.inc({ outcome: 'failed' })
    return { alert, range, result: failure }
  }
}

const windowOf = ({ content: { window, condition }, timeZone }: SavedAlert, settled: Date): Range =>
  condition.anomaly ? calendarWindow(window, settled, timeZone) : windowUntil(window, settled)

/** The paths of all due alerts with the same question, which one answer serves, by that question. */
const fieldsByQuestion = (due: SavedAlert[]): Map<string, string[]> =>
  new Map(
    [...Map.groupBy(due, questionOf)].map(([question, alerts]) => [
      question,
      alerts.map(({ content }) => content.field),
    ]),
  )

const questionOf = ({ content }: SavedAlert): string => JSON.stringify(watchedQuestion(content))
