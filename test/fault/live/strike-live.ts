import { setTimeout as pause } from 'node:timers/promises'
import { awaitQuiet } from '../await-quiet.ts'
import { type ClosedLoop } from '../load/load.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { startService } from '../service.ts'
import { forgeries, messageProblems } from './message-problems.ts'
import { type RandomReceiver } from './random-receiver.ts'
import { type Announcing, createScene } from './scene.ts'
import {
  awaitNoticed,
  createTrouble,
  mostParts,
  nextPart,
  statesOf,
  type Trouble,
  troubled,
} from './trouble.ts'
import { troubleProblems } from './trouble-problems.ts'
import { watchAlert } from './watch-alert.ts'
import { watchAnswer } from './watch-answer.ts'

const runsAtOnce = 5
/** A lease that a kill has left, a receiver that hangs, and the attempts after it. */
const mostToEndMs = 180_000

/**
 * Kills the service while it tells webhooks, whose receiver answers at random, of runs of reports, of alerts that fire and resolve
 * and of budgets, and while clients watch an answer and the alerts: each run, edge and threshold is announced once and delivered,
 * every message is signed, and the clients see every state of the alerts and the last answer.
 */
export async function strikeLive(run: Run, load: ClosedLoop, outcome: Outcome): Promise<void> {
  const receiver = run.webhook as RandomReceiver
  const [scene, trouble] = await Promise.all([createScene(run), createTrouble(run)])
  const watcher = watchAnswer(run)
  const alertWatchers = trouble.alertIds.map(id => watchAlert(run, troubled, id))
  await killInParts(run, { scene, trouble }, outcome)
  await Promise.allSettled(scene.map(announcing => runReports(run, announcing)))
  await load.finish()
  while (!(await isQuiet(run, load))) run.say('waiting for the projection')
  await awaitEnds(run, scene)
  const told = await Promise.all([
    ...scene.map(announcing => messageProblems(run, receiver, announcing)),
    troubleProblems(run, receiver, trouble),
  ])
  const hooks = [...scene.flatMap(({ hook, gone }) => [hook, gone]), trouble.hook]
  outcome.problems.push(...told.flatMap(({ problems }) => problems), ...forgeries(receiver, hooks))
  outcome.problems.push(...(await watcher.problems(load.sent)))
  for (const { problems } of alertWatchers) outcome.problems.push(...(await problems(statesOf(trouble))))
  outcome.struck.parts = trouble.parts
  outcome.struck.announced = told.reduce((sum, { announced }) => sum + announced, 0)
  outcome.struck.requests = receiver.requests.length
  outcome.struck.refused = receiver.attempts.filter(({ isAccepted }) => !isAccepted).length
  outcome.struck.streams = [watcher, ...alertWatchers].reduce((sum, { streams }) => sum + streams, 0)
}

interface Scenes {
  scene: Announcing[]
  trouble: Trouble
}

/** In each part calls fail, or succeed again. Two kills meet the checks that notice, unless that were too many parts. */
async function killInParts(run: Run, { scene, trouble }: Scenes, outcome: Outcome): Promise<void> {
  const { kills } = run.settings
  const killsInPart = Math.max(2, Math.ceil(kills / mostParts))
  for (let kill = 1; kill <= kills; kill++) {
    const isFirstInPart = (kill - 1) % killsInPart === 0
    if (isFirstInPart) await nextPart(run, trouble)
    await killWhileAnnouncing(run, scene, outcome)
    outcome.struck = { kills: kill }
    run.say(`kill ${kill}; ${run.webhook!.requests.length} messages so far`)
    if (kill % killsInPart === 0 || kill === kills) await awaitNoticed(run, trouble)
  }
}

async function killWhileAnnouncing(run: Run, scene: Announcing[], outcome: Outcome): Promise<void> {
  const asked = Promise.allSettled(scene.map(announcing => runReports(run, announcing)))
  await awaitMoment(run)
  await run.service!.kill('node')
  await asked
  startService(run)
  outcome.restarts.push(await run.service!.ready())
}

const mostMessageMs = 40_000

/** Half of the kills happen at any time, half right after one of the next messages has arrived. */
async function awaitMoment({ random, webhook, signal }: Run): Promise<void> {
  await pause(random.between(200, 2_000), undefined, { signal })
  if (random.chance(0.5)) return
  const until = webhook!.requests.length + random.whole(1, 8)
  const deadline = performance.now() + mostMessageMs
  while (webhook!.requests.length < until && performance.now() < deadline)
    await pause(5, undefined, { signal })
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

/** The checks of alerts are left out: they never end. */
const openJobsQuery = `{ ${['QUEUED', 'RUNNING']
  .flatMap(state =>
    ['REPORT', 'WEBHOOK'].map(
      kind => `${state}_${kind}: jobs(state: ${state}, kind: ${kind}) { totalCount }`,
    ),
  )
  .join(' ')} }`

async function openJobs({ ask }: Run, scene: Announcing[]): Promise<number> {
  const counts = await Promise.all(
    [...scene.map(({ project }) => project), troubled].map(async project => {
      const { data } = await ask<Record<string, { totalCount: number }>>(project, openJobsQuery)
      return data ? Object.values(data).reduce((sum, { totalCount }) => sum + totalCount, 0) : 1
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
