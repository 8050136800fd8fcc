import { type OpenLoop } from '../load/open-loop.ts'
import { countsOf, quantile, type Sample } from '../load/sample.ts'
import { type Probes, watchProbes } from '../probes.ts'
import { megabytesOf } from '../resident.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { type Fault, type Reach } from './fault.ts'
import { faultProblems } from './fault-problems.ts'
import { type FaultName, faults } from './faults.ts'
import { awaitSteady } from './recovery.ts'

/** One fault after another under load; after each, the service has to recover by itself. */
export async function strikeFaults(run: Run, load: OpenLoop, outcome: Outcome): Promise<void> {
  const { cluster, network } = run.postgres!
  const reach = { run, cluster, network, load, outageMs: run.settings.outageMs }
  const probes = watchProbes(run)
  try {
    await awaitSteady(run, load, probes, performance.now())
    for (const [index, name] of run.settings.faults.entries()) {
      outcome.problems.push(...(await strikeOne(reach, probes, name)))
      outcome.struck.faults = index + 1
    }
  } finally {
    network.heal()
    await probes.stop()
  }
}

async function strikeOne(reach: Reach, probes: Probes, name: FaultName): Promise<string[]> {
  const { run, load } = reach
  const fault: Fault = faults[name]
  const before = await megabytesOf(run.service!.pid)
  const began = performance.now()
  run.history.add('fault', { name, is: fault.what })
  await fault.strike(reach)
  const healed = performance.now()
  run.history.add('healed', { name })
  const recovery = await awaitSteady(run, load, probes, healed)
  const samples = load.samples.filter(({ at, ms }) => at + ms >= began)
  const looks = probes.looks.filter(({ at }) => at >= began)
  const grown = (await megabytesOf(run.service!.pid)) - before
  const problems = await faultProblems(reach, fault, { samples, looks, recovery, grown })
  run.say(
    `${problems.length ? 'FAIL' : 'ok  '} ${name.padEnd(3)} ${fault.what}: ${(healed - began).toFixed()} ms, ` +
      `${answersText(samples)}, ready ${readySequence(looks)}, back after ${recovery.refused?.toFixed() ?? '?'} ms, ready after ${recovery.unready?.toFixed() ?? '?'} ms, memory ${before} MB ${grown < 0 ? '' : '+'}${grown}`,
  )
  for (const problem of problems) run.say(`       ${problem}`)
  return problems.map(problem => `${name}: ${problem}`)
}

function answersText(samples: Sample[]): string {
  const waits = (isOk: boolean) =>
    samples.filter(({ status }) => (status === 200) === isOk).map(({ ms }) => ms)
  const p99 = (values: number[]) => (values.length ? `${quantile(values, 0.99).toFixed()} ms` : '-')
  return `${countsOf(samples)}, p99 of 200 ${p99(waits(true))}, of others ${p99(waits(false))}`
}

/** For example `200 503 200`. */
function readySequence(looks: Probes['looks']): string {
  const statuses = looks.filter(({ path }) => path === 'ready').map(({ status }) => status)
  return statuses.filter((status, i) => status !== statuses[i - 1]).join(' ')
}
