import { setTimeout as pause } from 'node:timers/promises'
import { type Load } from './load.ts'
import { type Run } from './run.ts'
import { type Outcome } from './run-scenario.ts'
import { startService } from './service.ts'
import { stopProblems } from './stop-problems.ts'

/** SIGTERM under load, again and again: every stop is clean and in time. */
export async function terminateRepeatedly(run: Run, load: Load, outcome: Outcome): Promise<void> {
  outcome.early = 0
  for (let stop = 1; stop <= run.settings.kills; stop++) {
    await pause(run.random.between(300, 1_500), undefined, { signal: run.signal })
    const ended = await run.service!.stop()
    outcome.strikes = stop
    outcome.problems.push(...stopProblems(ended))
    run.say(
      `stop ${stop}: code ${ended.code} after ${ended.seconds.toFixed(2)} s; ${load.acknowledged.length} batches acknowledged`,
    )
    startService(run)
    outcome.restarts.push(await run.service!.ready())
  }
}
