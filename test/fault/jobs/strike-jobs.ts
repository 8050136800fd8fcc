import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { awaitQuiet } from '../await-quiet.ts'
import { type ClosedLoop } from '../load/load.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { exportProblems, startExports } from './exports.ts'
import { type JobFault, jobFaults } from './job-faults.ts'
import { createReports, reportProblems, runReports } from './reports.ts'
import { jobsIn, lastJob, logWork, notOnce, takeovers, type WorkChange, workAfter } from './work-log.ts'
import { twoWorkers, type Worker } from './worker.ts'

const batches = 100
/** A lease, the pauses of three attempts, and the work itself on a busy machine. */
const mostToEndMs = 150_000
const mostTakeoverSeconds = 60
/** Files of attempts that ended are deleted every minute. */
const mostToSweepMs = 90_000

/**
 * One fault after another while two processes write exports, run reports and send them: every job is done once, and its file is whole;
 * of twenty exports on a full disk, each is done or has failed with `DISK_FULL`.
 */
export async function strikeJobs(run: Run, load: ClosedLoop, outcome: Outcome): Promise<void> {
  await logWork(run.postgres!.cluster)
  const workers = await twoWorkers(run)
  const reports = await createReports(run)
  await load.acknowledgements(batches)
  await load.finish()
  await awaitCopy(run, load)
  outcome.struck = { faults: 0, jobs: 0, takeovers: 0, slowest: '0 s' }
  let slowest = 0
  for (const fault of jobFaults) {
    if (fault.needsDisk && !run.disk) continue
    const struck = await strikeOne(run, { workers, reports, load }, fault)
    const { problems, jobs, seconds } = struck
    slowest = Math.max(slowest, ...seconds)
    outcome.problems.push(...problems.map(problem => `${fault.what}: ${problem}`))
    outcome.struck = {
      faults: Number(outcome.struck.faults) + 1,
      jobs: Number(outcome.struck.jobs) + jobs,
      takeovers: Number(outcome.struck.takeovers) + seconds.length,
      slowest: `${slowest.toFixed(1)} s`,
    }
  }
  outcome.problems.push(...(await leftFiles(run)))
  outcome.struck.received = run.webhook!.requests.length
  await run.other!.stop()
}

interface Scene {
  workers: [Worker, Worker]
  /** By project. */
  reports: Map<string, string>
  load: ClosedLoop
}

/** The files have the events that ClickHouse has. On a busy machine it has the last ones late. */
async function awaitCopy(run: Run, { sent }: ClosedLoop): Promise<void> {
  while ((await awaitQuiet(run, sent)).length) run.say('waiting for the projection')
}

interface Struck {
  problems: string[]
  /** The number of jobs that were enqueued. */
  jobs: number
  /** The seconds until each job that ran was taken over. */
  seconds: number[]
}

async function strikeOne(run: Run, scene: Scene, fault: JobFault): Promise<Struck> {
  const { cluster } = run.postgres!
  const before = await lastJob(cluster)
  const exports = await startExports(run, scene.workers, fault.exports)
  await runReports(run, scene.workers, scene.reports)
  await pause(run.random.between(300, 1_000), undefined, { signal: run.signal })
  const at = Date.now() / 1_000
  run.history.add('fault', { what: fault.what })
  const broken = await fault.strike(run, scene.workers)
  run.history.add('healed', { what: fault.what })
  await awaitEnds(run)
  const changes = await workAfter(cluster, before)
  const seconds = takeovers(changes, at)
  const problems = [
    ...broken,
    ...notOnce(changes, fault.mayFailWith),
    ...takeoverProblems(fault, seconds),
    ...(await reportProblems(run)),
  ]
  for (const started of exports)
    problems.push(
      ...(await exportProblems(run.random.oneOf(scene.workers), scene.load, started, fault.mayFailWith)),
    )
  run.say(`${problems.length ? 'FAIL' : 'ok  '} ${fault.what}: ${textOf(changes, seconds)}`)
  return { problems, jobs: jobsIn(changes), seconds }
}

function takeoverProblems({ isTakenOver }: JobFault, seconds: number[]): string[] {
  if (isTakenOver && !seconds.length) return ['it met no running job']
  const late = seconds.filter(taken => taken > mostTakeoverSeconds)
  return late.map(taken => `a job was taken over after ${taken.toFixed(1)} s`)
}

function textOf(changes: WorkChange[], seconds: number[]): string {
  const attempts = changes.filter(({ state }) => state === 'RUNNING').length
  const errors = new Set(changes.flatMap(({ state, error }) => (state === 'QUEUED' && error) || []))
  return [
    `${jobsIn(changes)} jobs, ${attempts} attempts`,
    ...(seconds.length ? [`taken over after ${seconds.map(taken => taken.toFixed(1)).join(', ')} s`] : []),
    ...errors,
  ].join(', ')
}

/** Waits until all jobs have ended; the checks say what is missing after too long. */
async function awaitEnds({ postgres, signal }: Run): Promise<void> {
  const deadline = performance.now() + mostToEndMs
  const open = () => postgres!.cluster.query('select from work where finished_at is null')
  while ((await open()).length && performance.now() < deadline) await pause(200, undefined, { signal })
}

/** Waits until the folder has the files of exports and no others. */
async function leftFiles({ postgres, env, signal }: Run): Promise<string[]> {
  const rows = await postgres!.cluster.query<{ file: string }>(
    `select file from exports where file is not null`,
  )
  const whole = rows.map(({ file }) => file).toSorted()
  const deadline = performance.now() + mostToSweepMs
  for (;;) {
    const files = (await readdir(join(env.dataDir, 'exports'))).toSorted()
    if (files.join() === whole.join()) return []
    if (performance.now() > deadline) return [`the folder has ${files.join(', ')}, not ${whole.join(', ')}`]
    await pause(1_000, undefined, { signal })
  }
}
