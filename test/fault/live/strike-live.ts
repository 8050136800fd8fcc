import { setTimeout as pause } from 'node:timers/promises'
import { awaitQuiet } from '../await-quiet.ts'
import { type ClosedLoop } from '../load/load.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { startService } from '../service.ts'
import { forgeries, messageProblems } from './message-problems.ts'
import { type RandomReceiver } from './random-receiver.ts'
import { type Announcing, createScene } from './scene.ts'
import { watchAnswer } from './watch-answer.ts'

const runsAtOnce = 5
/** A lease that a kill has left, a receiver that hangs, and the attempts after it. */
const mostToEndMs = 180_000

/**
 * Kills the service while it tells webhooks of runs of reports, whose receiver answers at random, and while a client watches an
 * answer: each run is announced once and delivered, every message is signed, and the client sees the last answer.
 */
export async function strikeLive(run: Run, load: ClosedLoop, outcome: Outcome): Promise<void> {
  const receiver = run.webhook as RandomReceiver
  const scene = await createScene(run)
  const watcher = watchAnswer(run)
  for (let kill = 1; kill <= run.settings.kills; kill++) {
    await killWhileAnnouncing(run, scene, outcome)
    outcome.struck = { kills: kill }
    run.say(`kill ${kill}; ${receiver.requests.length} messages so far`)
  }
  await Promise.allSettled(scene.map(announcing => runReports(run, announcing)))
  await load.finish()
  while (!(await isQuiet(run, load))) run.say('waiting for the projection')
  await awaitEnds(run, scene)
  const told = await Promise.all(scene.map(announcing => messageProblems(run, receiver, announcing)))
  outcome.problems.push(...told.flatMap(({ problems }) => problems), ...forgeries(receiver, scene))
  outcome.problems.push(...(await watcher.problems(load.sent)))
  outcome.struck.announced = told.reduce((sum, { announced }) => sum + announced, 0)
  outcome.struck.requests = receiver.requests.length
  outcome.struck.refused = receiver.attempts.filter(({ isAccepted }) => !isAccepted).length
  outcome.struck.streams = watcher.streams
}

async function killWhileAnnouncing(run: Run, scene: Announcing[], outcome: Outcome): Promise<void> {
  const asked = Promise.allSettled(scene.map(announcing => runReports(run, announcing)))
  await pause(run.random.between(200, 2_000), undefined, { signal: run.signal })
  await run.service!.kill('node')
  await asked
  startService(run)
  outcome.restarts.push(await run.service!.ready())
}

/** Asks for some runs, one after the other. A request that the kill has ended may have begun a run or not. */
async function runReports({ ask }: Run, { project, reportId }: Announcing): Promise<void> {
  for (let n = 0; n < runsAtOnce; n++)
    await ask(project, 'mutation ($id: ID!) { runReport(input: { id: $id }) { userErrors { code } } }', {
      id: reportId,
    })
}

/** Whether the answers count all sent events. On a busy machine an answer may take too long. */
const isQuiet = (run: Run, { sent }: ClosedLoop): Promise<boolean> =>
  awaitQuiet(run, sent).then(
    problems => !problems.length,
    () => false,
  )

/** Waits until no run and no delivery is open; the checks say what is missing after too long. */
async function awaitEnds(run: Run, scene: Announcing[]): Promise<void> {
  const deadline = performance.now() + mostToEndMs
  while ((await openJobs(run, scene).catch(() => 1)) > 0 && performance.now() < deadline)
    await pause(500, undefined, { signal: run.signal })
}

async function openJobs({ ask }: Run, scene: Announcing[]): Promise<number> {
  const counts = await Promise.all(
    scene.map(async ({ project }) => {
      const { data } = await ask<{ queued: Counted; running: Counted }>(
        project,
        '{ queued: jobs(state: QUEUED) { totalCount } running: jobs(state: RUNNING) { totalCount } }',
      )
      return data ? data.queued.totalCount + data.running.totalCount : 1
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

interface Counted {
  totalCount: number
}
