import { setTimeout as pause } from 'node:timers/promises'
import { type ClosedLoop } from './load/load.ts'
import { type Target } from './postgres-pids.ts'
import { type Run } from './run.ts'
import { type Outcome } from './run-scenario.ts'
import { startService } from './service.ts'

const targets: Target[] = ['node', 'tree', 'node', 'postmaster']
const mostMsToEarlyKill = 1_200

/** SIGKILL under load, again and again, with an immediate restart; some of these starts are killed too. */
export async function killRepeatedly(run: Run, load: ClosedLoop, outcome: Outcome): Promise<void> {
  outcome.struck = { kills: 0, early: 0 }
  for (let kill = 1; kill <= run.settings.kills; kill++) {
    const moment = await awaitMoment(run, load)
    const target = targets[kill % targets.length]!
    await run.service!.kill(target)
    outcome.struck.kills = kill
    run.say(`kill ${kill}: ${target}, ${moment}; ${load.acknowledged.length} batches acknowledged`)
    if (run.random.chance(0.25)) await killWhileStarting(run, outcome)
    startService(run)
    const seconds = await run.service!.ready()
    outcome.restarts.push(seconds)
    run.say(`  ready after ${seconds.toFixed(2)} s`)
  }
}

/** Half of the kills happen at any time, half just after an acknowledgement, during the projection of its events. */
async function awaitMoment({ random, signal }: Run, load: ClosedLoop): Promise<string> {
  if (random.chance(0.5)) {
    const ms = random.between(300, 1_500)
    await pause(ms, undefined, { signal })
    return `${ms.toFixed()} ms after ready`
  }
  const batches = random.whole(1, 200)
  await load.acknowledgements(batches)
  const ms = random.between(0, 40)
  await pause(ms, undefined, { signal })
  return `${ms.toFixed()} ms after acknowledgement ${batches}`
}

/** Starts the service, and kills it before it may be ready. */
export async function killWhileStarting(run: Run, outcome: Outcome): Promise<void> {
  startService(run)
  const ms = run.random.between(0, mostMsToEarlyKill)
  await pause(ms, undefined, { signal: run.signal })
  const target = run.random.oneOf(['node', 'tree'] as const)
  await run.service!.kill(target)
  outcome.struck.early = Number(outcome.struck.early) + 1
  run.say(`  and ${target} again, ${ms.toFixed()} ms into the start that followed`)
}
