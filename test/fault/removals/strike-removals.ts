import { setTimeout as pause } from 'node:timers/promises'
import { killWhileStarting } from '../kill-repeatedly.ts'
import { type ClosedLoop } from '../load/load.ts'
import { type Target } from '../postgres-pids.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { startService } from '../service.ts'
import { plantRemovals, type Removal } from './removals.ts'

const targets: Target[] = ['node', 'tree', 'postmaster']
/** A deletion begins to remove 6 s after its request. */
const mostToKillMs = 9_000
/** A lease, the pauses of attempts, and the work itself on a machine that does much else. */
const mostToEndMs = 600_000

/**
 * SIGKILL at a random moment while a user is erased, events expire and a project is deleted, in each round in new projects. Each
 * removal ends after the next start.
 */
export async function strikeRemovals(run: Run, _: ClosedLoop, outcome: Outcome): Promise<void> {
  run.removals = []
  outcome.struck = { kills: 0, early: 0, removals: 0, slowest: '0 s' }
  let slowest = 0
  for (let round = 1; round <= run.settings.kills; round++) {
    const removals = await plantRemovals(run, round)
    run.removals.push(...removals)
    for (const { begin } of removals) await begin()
    await kill(run, outcome, round)
    const seconds = await awaitEnds(run, outcome, removals)
    slowest = Math.max(slowest, seconds)
    outcome.struck.removals = run.removals.length
    outcome.struck.slowest = `${slowest.toFixed(1)} s`
    run.say(`  all of it removed ${seconds.toFixed(1)} s after ready`)
  }
}

async function kill(run: Run, outcome: Outcome, round: number): Promise<void> {
  const ms = run.random.between(0, mostToKillMs)
  await pause(ms, undefined, { signal: run.signal })
  const target = targets[round % targets.length]!
  await run.service!.kill(target)
  outcome.struck.kills = round
  run.say(`kill ${round}: ${target}, ${ms.toFixed()} ms after the last removal began`)
  if (run.random.chance(0.25)) await killWhileStarting(run, outcome)
  startService(run)
  outcome.restarts.push(await run.service!.ready())
}

/** Waits until every removal is done; returns the seconds. */
async function awaitEnds(run: Run, outcome: Outcome, removals: Removal[]): Promise<number> {
  const began = performance.now()
  const secondsNow = () => (performance.now() - began) / 1_000
  for (const { what, project, isDone } of removals)
    while (!(await isDone())) {
      if (secondsNow() * 1_000 > mostToEndMs) {
        outcome.problems.push(`${what} in ${project} is not done after ${secondsNow().toFixed()} s`)
        break
      }
      await pause(200, undefined, { signal: run.signal })
    }
  return secondsNow()
}
