import 'reflect-metadata'
import { once } from 'node:events'
import { availableParallelism, loadavg } from 'node:os'
import { run as runCommand } from '../../src/cli/run.ts'
import { endRun } from './end-run.ts'
import { openRun, type Run } from './run.ts'
import { type Outcome, runScenario } from './run-scenario.ts'
import { help, readSettings } from './settings.ts'
import { verdictLine } from './verdict-line.ts'

await runCommand(help, async () => process.exit(await main()))

/** Breaks the service while clients send, and says in one line whether it kept its promises: 0 when it did. */
async function main(): Promise<number> {
  const run = await openRun(readSettings(process.argv.slice(2)))
  const outcome = await attempt(run)
  const hasFailed = outcome.problems.length > 0
  run.say(`load of this machine: ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors`)
  for (const problem of outcome.problems.slice(0, 20)) run.say(`  ${problem}`)
  if (hasFailed)
    run.say(
      `${outcome.problems.length} problems\nhistory: ${run.history.file}\nlog of the service: ${run.folder}/service.log`,
    )
  await endRun(run, hasFailed)
  process.stdout.write(`${verdictLine(run.settings, outcome)}\n`)
  return hasFailed ? 1 : 0
}

async function attempt(run: Run): Promise<Outcome> {
  const outcome: Outcome = { problems: [], restarts: [], struck: {} }
  try {
    await Promise.race([runScenario(run, outcome), timeUp(run)])
  } catch (error) {
    outcome.problems.push(run.signal.aborted ? 'interrupted, or out of time' : String(error))
  }
  return outcome
}

async function timeUp({ signal }: Run): Promise<never> {
  await once(signal, 'abort')
  throw signal.reason
}
