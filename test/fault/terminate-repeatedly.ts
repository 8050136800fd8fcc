import { setTimeout as pause } from 'node:timers/promises'
import { type OpenLoop } from './load/open-loop.ts'
import { countsOf, refusalProblems } from './load/sample.ts'
import { type Run } from './run.ts'
import { type Outcome } from './run-scenario.ts'
import { startService } from './service.ts'
import { stopProblems } from './stop-problems.ts'

/** SIGTERM under load, again and again: every stop is clean and in time, and answers every accepted request. */
export async function terminateRepeatedly(run: Run, load: OpenLoop, outcome: Outcome): Promise<void> {
  for (let stop = 1; stop <= run.settings.times; stop++) {
    const since = load.samples.length
    await pause(run.random.between(500, 1_500), undefined, { signal: run.signal })
    const ended = await run.service!.stop()
    outcome.struck.stops = stop
    outcome.problems.push(...stopProblems(ended))
    const samples = load.samples.slice(since)
    run.say(`stop ${stop}: code ${ended.code} after ${ended.seconds.toFixed(2)} s; ${countsOf(samples)}`)
    startService(run)
    outcome.restarts.push(await run.service!.ready())
  }
  await load.finish()
  outcome.problems.push(...refusalProblems(load.samples))
  outcome.struck.cut = load.samples.filter(({ failure, isAccepted }) => failure && isAccepted).length
  outcome.struck.answers = `"${countsOf(load.samples)}"`
}
