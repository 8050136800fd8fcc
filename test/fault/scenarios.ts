import { fillDisk } from './disk/fill-disk.ts'
import { ownDisk } from './disk/own-disk.ts'
import { ownRowReceiver } from './forward/random-rows.ts'
import { strikeForward } from './forward/strike-forward.ts'
import { ownEngines } from './jobs/own-engines.ts'
import { strikeJobs } from './jobs/strike-jobs.ts'
import { killRepeatedly } from './kill-repeatedly.ts'
import { ownReceiver } from './live/own-receiver.ts'
import { strikeLive } from './live/strike-live.ts'
import { type Load, startLoad } from './load/load.ts'
import { startOpenLoop } from './load/open-loop.ts'
import { flood } from './overload/flood.ts'
import { createFloodLoad } from './overload/flood-load.ts'
import { ownPostgres } from './postgres/own-postgres.ts'
import { strikeFaults } from './postgres/strike-faults.ts'
import { leftOver } from './removals/left-over.ts'
import { strikeRemovals } from './removals/strike-removals.ts'
import { type Run } from './run.ts'
import { type Outcome } from './run-scenario.ts'
import { killShards } from './shard/kill-shards.ts'
import { ownShards } from './shard/own-shards.ts'
import { terminateRepeatedly } from './terminate-repeatedly.ts'

/** The load on the service, and the faults under it. */
export interface Scenario {
  /** Runs before the service starts. */
  prepare?(run: Run): Promise<void>
  /**
   * Loads the service and strikes; when it returns, the service is ready again, and every sent event has been
   * acknowledged.
   */
  strike(run: Run, outcome: Outcome): Promise<Load>
  /** Looks at the data once the service has stopped; returns what is wrong. */
  check?(run: Run): Promise<string[]>
}

/** Strikes while the load runs, and then waits for its last acknowledgements. */
const under =
  <Kind extends Load>(
    start: (run: Run, outcome: Outcome) => Kind,
    strike: (run: Run, load: Kind, outcome: Outcome) => Promise<void>,
  ): Scenario['strike'] =>
  async (run, outcome) => {
    const load = start(run, outcome)
    await strike(run, load, outcome)
    await load.finish()
    return load
  }

export const scenarios = {
  kill9: { strike: under(startLoad, killRepeatedly) },
  sigterm: { strike: under(startOpenLoop, terminateRepeatedly) },
  pg: { prepare: ownPostgres, strike: under(startOpenLoop, strikeFaults) },
  disk: { prepare: ownDisk, strike: under(startOpenLoop, fillDisk) },
  jobs: { prepare: ownEngines, strike: under(startLoad, strikeJobs) },
  live: { prepare: ownReceiver, strike: under(startLoad, strikeLive) },
  forward: { prepare: ownRowReceiver, strike: under(startLoad, strikeForward) },
  shard: { prepare: ownShards, strike: under(startLoad, killShards) },
  removals: { strike: under(startLoad, strikeRemovals), check: leftOver },
  overload: { strike: under(createFloodLoad, flood) },
} satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios
