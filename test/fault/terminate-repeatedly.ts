import { setTimeout as pause } from 'node:timers/promises'
import { type Load } from './load.ts'
import { type Run } from './run.ts'
import { type Ordeal } from './scenarios.ts'
import { startService } from './service.ts'
import { stopProblems } from './stop-problems.ts'

/** SIGTERM under load, again and again: every stop is clean and in time. */
export async function terminateRepeatedly(run: Run, load: Load): Promise<Ordeal> {
  const ordeal: Ordeal = { strikes: 0, early: 0, restarts: [], problems: [] }
  while (ordeal.strikes < run.settings.kills) {
    await pause(run.random.between(300, 1_500), undefined, { signal: run.signal })
    const stop = await run.service!.stop()
    ordeal.strikes++
    run.say(`stop ${ordeal.strikes} of ${run.settings.kills}: code ${stop.code} after ${stop.seconds.toFixed(2)} s; ${load.acknowledged.length} batches acknowledged`)
    ordeal.problems.push(...stopProblems(stop))
    startService(run)
    ordeal.restarts.push(await run.service!.ready())
  }
  return ordeal
}
