import { setTimeout as pause } from 'node:timers/promises'
import { type Logger } from 'pino'
import { type Cluster } from './cluster.ts'
import { failureOf, noSpace } from './failure.ts'
import { launch, type Server } from './launch.ts'
import { signal, stopPostmaster } from './postmaster.ts'
import { type Outage, restart } from './restart.ts'
import { hasRoom } from './room.ts'

/** How the embedded PostgreSQL is. `attempts` counts its starts since it ended. */
export interface PostgresState {
  postgresql: 'up' | 'restarting'
  attempts: number
}

/** Holds on to the embedded server, whichever process that is at the moment. */
export interface Keeper {
  state(): PostgresState
  /**
   * From now on starts the server again whenever it has ended by itself. Where that cannot succeed, or has not within
   * ten minutes, `giveUp` gets the reason.
   */
  keepUp(log: Logger, giveUp: (reason: Error) => void): void
  stop(): Promise<void>
}

/** A server that ends again before it has been up for so long has not recovered: the outage goes on. */
const steadyMs = 60_000
/** How long a stop waits for Node to hear that the server has ended. */
const mostHearingMs = 1_000

export function createKeeper(cluster: Cluster, first: Server): Keeper {
  const stopping = new AbortController()
  let server = first
  let outage: Outage | undefined
  let upSince: number | undefined = performance.now()
  let keeping: Promise<void> | undefined
  const endWithUs = () => signal(server, 'SIGINT')
  process.once('exit', endWithUs)

  /** On the same port, which is in the URL that the pools connect to. */
  const start = async () => {
    // Without room the start would fail half-way, or the first write would end the server again.
    if (!(await hasRoom(cluster.place.folder))) throw noSpace(cluster)
    const onSpawn = (spawned: Server) => {
      server = spawned
    }
    await launch(cluster, first.port, { report: () => undefined, onSpawn, signal: stopping.signal })
  }

  const recover = async (log: Logger) => {
    const ending = await server.ended
    stopping.signal.throwIfAborted()
    const endedAt = performance.now()
    if (endedAt - upSince! > steadyMs || !outage) outage = { since: endedAt, attempts: 0, told: '' }
    upSince = undefined
    const failure = await failureOf(cluster, server.logBegan)
    outage.told = failure.code
    log.error({ err: failure, ...ending }, 'PostgreSQL ended by itself and is restarted')
    await restart(start, outage, log, stopping.signal)
    upSince = performance.now()
    const downMs = Math.round(upSince - endedAt)
    log.warn({ attempts: outage.attempts, downMs }, 'PostgreSQL is up again')
  }

  const keep = async (log: Logger) => {
    for (;;) await recover(log)
  }

  /** Node hears of it by an event, for which a process with nothing else to do would not wait: the timer keeps it here. */
  const heardOfItsEnd = async () => {
    const patience = new AbortController()
    const waited = pause(mostHearingMs, undefined, { signal: patience.signal }).catch(() => undefined)
    await Promise.race([keeping, waited])
    patience.abort()
  }

  return {
    state: () => ({
      postgresql: upSince === undefined ? 'restarting' : 'up',
      attempts: upSince === undefined ? outage!.attempts : 0,
    }),
    keepUp: (log, giveUp) => {
      keeping = keep(log).catch(error => {
        if (!stopping.signal.aborted) giveUp(error)
      })
    },
    stop: async () => {
      stopping.abort()
      await stopPostmaster(server)
      await heardOfItsEnd()
      process.off('exit', endWithUs)
    },
  }
}
