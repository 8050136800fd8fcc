import 'reflect-metadata'
import { run } from '../../src/cli/run.ts'
import { openAttacked } from './attacked.ts'
import { emptyOutcome, verdictLine } from './outcome.ts'
import { runAttacks } from './run-attacks.ts'
import { help, readSettings } from './settings.ts'

const mostShown = 30

await run(help, async () => {
  const settings = readSettings(process.argv.slice(2))
  const outcome = emptyOutcome()
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const attacked = await openAttacked(settings.server)
  await runAttacks(attacked, settings, outcome).catch(error => outcome.failures.push(String(error)))
  const problems = [...outcome.failures, ...outcome.leaks]
  for (const problem of problems.slice(0, mostShown)) say(`  ${problem}`)
  if (problems.length) say(`${problems.length} problems; the history and the log are in ${attacked.folder}`)
  await attacked.close(problems.length > 0)
  process.stdout.write(`${verdictLine(outcome)}\n`)
  process.exitCode = problems.length ? 1 : 0
})
