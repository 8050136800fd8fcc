import { setTimeout as pause } from 'node:timers/promises'
import { type Answer } from '../api.ts'
import { projects } from '../load/batch.ts'
import { type ClosedLoop } from '../load/load.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'

interface Summary {
  totalEvents: number
}

/** What a question is answered with; nothing if there is no answer in time. */
type Told = { events: number } | { code: unknown; shard: unknown } | Record<never, never>

const query = '{ summary { totalEvents } }'
/** A shard that comes back reads its files, and the projection repeats its batch. */
const mostToAnswerMs = 120_000

/**
 * Kills one shard after the other under load. Meanwhile questions are refused with the name of the shard, and no answer lacks
 * what an earlier one had: the events of a project only grow.
 */
export async function killShards(run: Run, load: ClosedLoop, outcome: Outcome): Promise<void> {
  outcome.struck = { kills: 0, refused: 0, named: 0, aborts: 0 }
  const seen = new Map<string, number>()
  for (let kill = 1; kill <= run.settings.kills; kill++) {
    await load.acknowledgements(run.random.whole(1, 60))
    const shard = run.random.whole(0, run.shards!.length - 1)
    await run.shards![shard]!.kill()
    outcome.struck.kills = kill
    run.history.add('kill', { shard: shard + 1 })
    run.say(`kill ${kill}: shard ${shard + 1}; ${load.acknowledged.length} batches acknowledged`)
    const until = performance.now() + run.random.between(200, 3_000)
    while (performance.now() < until) await askMeanwhile(run, outcome, seen, `shard ${shard + 1}`)
    await run.shards![shard]!.start()
    outcome.restarts.push(await secondsToAnswer(run, outcome, seen))
  }
  outcome.struck.aborts = run.shards!.reduce((sum, { aborts }) => sum + aborts(), 0)
}

/** This build of ClickHouse may abort where another server is lost, so a refusal may name another shard as well. */
async function askMeanwhile(
  run: Run,
  outcome: Outcome,
  seen: Map<string, number>,
  killed: string,
): Promise<void> {
  const project = run.random.oneOf(projects)
  const told = await ask(run, project)
  if ('events' in told)
    outcome.problems.push(`${project} was answered with ${told.events} events while ${killed} was away`)
  else if ('code' in told) {
    outcome.struck.refused = Number(outcome.struck.refused) + 1
    if (told.shard === killed) outcome.struck.named = Number(outcome.struck.named) + 1
    if (told.code !== 'DB_UNAVAILABLE') outcome.problems.push(`refused with ${told.code} without ${killed}`)
  }
  checkGrowth(outcome, seen, project, told)
  await pause(50, undefined, { signal: run.signal })
}

async function secondsToAnswer(run: Run, outcome: Outcome, seen: Map<string, number>): Promise<number> {
  const began = performance.now()
  for (const project of projects)
    for (let told = await ask(run, project); ; told = await ask(run, project)) {
      checkGrowth(outcome, seen, project, told)
      if ('events' in told) break
      if (performance.now() - began > mostToAnswerMs) throw new Error(`${project} is not answered again`)
      await pause(100, undefined, { signal: run.signal })
    }
  return (performance.now() - began) / 1_000
}

async function ask({ ask, history }: Run, project: string): Promise<Told> {
  const answer = await ask<{ summary: Summary | null }>(project, query).catch(() => undefined)
  const told = answer ? toldBy(answer) : {}
  history.add('asked', { project, ...told })
  return told
}

function toldBy({ data, errors }: Answer<{ summary: Summary | null }>): Told {
  const { code, shard } = errors[0]?.extensions ?? {}
  return data?.summary ? { events: data.summary.totalEvents } : { code, shard }
}

function checkGrowth(outcome: Outcome, seen: Map<string, number>, project: string, told: Told): void {
  if (!('events' in told)) return
  const before = seen.get(project) ?? 0
  if (told.events < before) outcome.problems.push(`${project} had ${before} events, and then ${told.events}`)
  seen.set(project, Math.max(before, told.events))
}
