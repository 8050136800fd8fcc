import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { awaitQuiet } from '../await-quiet.ts'
import { type ClosedLoop } from '../load/load.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { exportProblems, startExports } from './exports.ts'
import { jobFaults } from './job-faults.ts'
import { logWork, notOnce, takeovers, workOf } from './work-log.ts'
import { twoWorkers, type Worker } from './worker.ts'

const batches = 100
/** A lease, the pauses of three attempts, and the work itself on a busy machine. */
const mostToEndMs = 150_000
const mostTakeoverSeconds = 60
/** Files of attempts that ended are deleted every minute. */
const mostToSweepMs = 90_000

/** One fault after another while two processes write exports: every job is done once, and its file is whole. */
export async function strikeJobs(run: Run, load: ClosedLoop, outcome: Outcome): Promise<void> {
  await logWork(run.postgres!.cluster)
  const workers = await twoWorkers(run)
  await load.acknowledgements(batches)
  await load.finish()
  await awaitCopy(run, load)
  outcome.struck = { faults: 0, jobs: 0, takeovers: 0, slowest: '0 s' }
  let slowest = 0
  for (const fault of jobFaults) {
    if (fault.needsDisk && !run.disk) continue
    const struck = await strikeOne(run, workers, load, fault)
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
  await run.other!.stop()
}

/** The files have the events that ClickHouse has. On a busy machine it has the last ones late. */
async function awaitCopy(run: Run, { sent }: ClosedLoop): Promise<void> {
  while ((await awaitQuiet(run, sent)).length) run.say('waiting for the projection')
}

async function strikeOne(
  run: Run,
  workers: [Worker, Worker],
  load: ClosedLoop,
  fault: (typeof jobFaults)[number],
): Promise<{ problems: string[]; jobs: number; seconds: number[] }> {
  const { cluster } = run.postgres!
  const exports = await startExports(run, workers)
  const keys = exports.map(({ id }) => id)
  await pause(run.random.between(300, 1_000), undefined, { signal: run.signal })
  const at = Date.now() / 1_000
  run.history.add('fault', { what: fault.what })
  const problems = await fault.strike(run, workers)
  run.history.add('healed', { what: fault.what })
  await awaitEnds(run, keys)
  const changes = await workOf(cluster, keys)
  const seconds = takeovers(changes, at)
  for (const started of exports)
    problems.push(...(await exportProblems(run.random.oneOf(workers), load, started)))
  problems.push(...notOnce(keys, changes))
  if (fault.isTakenOver && !seconds.length) problems.push('it met no running job')
  if (seconds.some(taken => taken > mostTakeoverSeconds))
    problems.push(`a job was taken over after ${Math.max(...seconds).toFixed(1)} s`)
  const errors = new Set(changes.flatMap(({ state, error }) => (state === 'QUEUED' && error) || []))
  run.say(
    `${problems.length ? 'FAIL' : 'ok  '} ${fault.what}: ${keys.length} jobs, ${changes.filter(({ state }) => state === 'RUNNING').length} attempts, ` +
      `taken over after ${seconds.map(taken => taken.toFixed(1)).join(', ') || '-'} s${errors.size ? `; ${[...errors].join(', ')}` : ''}`,
  )
  return { problems, jobs: keys.length, seconds }
}

/** Waits until the exports have ended; the check of each says what is missing after too long. */
async function awaitEnds({ postgres, signal }: Run, keys: string[]): Promise<void> {
  const deadline = performance.now() + mostToEndMs
  const open = () =>
    postgres!.cluster.query('select from work where key = any($1) and finished_at is null', [keys])
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
