import 'reflect-metadata'
import { once } from 'node:events'
import { availableParallelism, loadavg } from 'node:os'
import { messageOf } from '../../src/cli/message-of.ts'
import { CannotRun } from './cannot-run.ts'
import { endRun } from './end-run.ts'
import { openRun, type Run } from './run.ts'
import { type Outcome, runScenario } from './run-scenario.ts'
import { readSettings, type Settings } from './settings.ts'
import { usage } from './usage.ts'
import { verdictLine } from './verdict-line.ts'

process.exit(await main(process.argv.slice(2)))

/** Exits with 2 and one line if nothing ran: a wrong command line, or a machine that lacks something. */
async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage)
    return 0
  }
  try {
    return await breakService(readSettings(args))
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    return 2
  }
}

/**
 * Breaks the service while clients send, and prints one line with the verdict; returns 0 if the service kept its
 * promises.
 */
async function breakService(settings: Settings): Promise<number> {
  const run = await openRun(settings)
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
    if (error instanceof CannotRun) {
      await endRun(run, false)
      throw error
    }
    outcome.problems.push(run.signal.aborted ? 'interrupted, or out of time' : String(error))
  }
  return outcome
}

async function timeUp({ signal }: Run): Promise<never> {
  await once(signal, 'abort')
  throw signal.reason
}
