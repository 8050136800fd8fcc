import { setTimeout as pause } from 'node:timers/promises'
import { type Load } from './load.ts'
import { type Run } from './run.ts'
import { type Ordeal } from './scenarios.ts'
import { startService, type Target } from './service.ts'

const targets: Target[] = ['node', 'tree', 'node', 'postmaster']
const mostMsToEarlyKill = 1_200

/** SIGKILL under load, again and again, with a restart at once; some starts are killed as well. */
export async function killRepeatedly(run: Run, load: Load): Promise<Ordeal> {
  const ordeal: Ordeal = { strikes: 0, early: 0, restarts: [], problems: [] }
  while (ordeal.strikes < run.settings.kills) {
    const moment = await awaitMoment(run, load)
    const target = targets[ordeal.strikes++ % targets.length]!
    run.say(`kill ${ordeal.strikes} of ${run.settings.kills}: ${target}, ${moment}; ${load.acknowledged.length} batches acknowledged`)
    await run.service!.kill(target)
    if (run.random.chance(0.25)) await killWhileStarting(run, ordeal)
    startService(run)
    ordeal.restarts.push(await run.service!.ready())
  }
  return ordeal
}

/** Half of the kills fall anywhere, half just after an acknowledgement, while its facts are being projected. */
async function awaitMoment({ random, signal }: Run, load: Load): Promise<string> {
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

async function killWhileStarting(run: Run, ordeal: Ordeal): Promise<void> {
  startService(run)
  const ms = run.random.between(0, mostMsToEarlyKill)
  await pause(ms, undefined, { signal: run.signal })
  const target = run.random.oneOf(['node', 'tree'] as const)
  run.say(`  and ${target} ${ms.toFixed()} ms into the start that follows`)
  await run.service!.kill(target)
  ordeal.early++
}
