import { setTimeout as pause } from 'node:timers/promises'
import { type Logger } from 'pino'
import { type Cluster } from './cluster.ts'
import { failureOf, noSpace } from './failure.ts'
import { launch, type Server, urlOf } from './launch.ts'
import { signal, stopPostmaster } from './postmaster.ts'
import { type Outage, restart } from './restart.ts'
import { hasRoom } from './room.ts'

/** The state of the embedded PostgreSQL. `attempts` counts its starts since it ended. */
export interface PostgresState {
  postgresql: 'up' | 'restarting'
  attempts: number
}

/** A server that ends again within this time has not recovered: the outage continues. */
const steadyMs = 60_000
/** How long a stop waits for Node to report that the server has ended. */
const mostExitEventMs = 1_000

/** Supervises the embedded server, and restarts it after a crash. */
export class Supervisor {
  /** The URL of the service's database. It stays the same after a restart. */
  readonly url: string
  readonly #cluster: Cluster
  readonly #stopping = new AbortController()
  #server: Server
  #outage: Outage | undefined
  #upSince: number | undefined = performance.now()
  #supervising: Promise<void> | undefined
  /** The server must not outlive this process. */
  readonly #interrupt = () => signal(this.#server, 'SIGINT')

  constructor(cluster: Cluster, server: Server) {
    this.url = urlOf(cluster, server, 'convograph')
    this.#cluster = cluster
    this.#server = server
    process.once('exit', this.#interrupt)
  }

  state(): PostgresState {
    return this.#upSince === undefined
      ? { postgresql: 'restarting', attempts: this.#outage!.attempts }
      : { postgresql: 'up', attempts: 0 }
  }

  /**
   * From now on restarts the server whenever it ends by itself. `giveUp` gets the reason when a restart cannot succeed,
   * or has not succeeded within ten minutes.
   */
  supervise(log: Logger, giveUp: (reason: Error) => void): void {
    this.#supervising = this.#superviseForEver(log).catch(error => {
      if (!this.#stopping.signal.aborted) giveUp(error)
    })
  }

  /** Resolves when the server has stopped, within about 9 seconds. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    // A restart under way stops the server that it spawns.
    if (this.#upSince === undefined) await this.#supervising
    await stopPostmaster(this.#server)
    await this.#exitEvent()
    process.off('exit', this.#interrupt)
  }

  async #superviseForEver(log: Logger): Promise<void> {
    for (;;) await this.#recover(log)
  }

  async #recover(log: Logger): Promise<void> {
    const ending = await this.#server.ended
    this.#stopping.signal.throwIfAborted()
    const endedAt = performance.now()
    const outage = this.#outageFrom(endedAt)
    const failure = await failureOf(this.#cluster, this.#server.logBegan)
    outage.loggedReason = failure.code
    log.error({ err: failure, ...ending }, 'PostgreSQL ended by itself and is restarted')
    await restart(() => this.#start(), outage, log, this.#stopping.signal)
    this.#stopping.signal.throwIfAborted()
    this.#upSince = performance.now()
    const downMs = Math.round(this.#upSince - endedAt)
    log.warn({ attempts: outage.attempts, downMs }, 'PostgreSQL is up again')
  }

  #outageFrom(endedAt: number): Outage {
    if (endedAt - this.#upSince! > steadyMs || !this.#outage)
      this.#outage = { since: endedAt, attempts: 0, loggedReason: '' }
    this.#upSince = undefined
    return this.#outage
  }

  /** Starts the server on the same port, which is in the URL that the pools connect to. */
  async #start(): Promise<void> {
    // On a full disk the start would fail half-way, or the first write would end the server again.
    if (!(await hasRoom(this.#cluster.serverFolder.path))) throw noSpace(this.#cluster)
    const onSpawn = (spawned: Server) => {
      this.#server = spawned
    }
    const { signal } = this.#stopping
    await launch(this.#cluster, this.#server.port, { report: () => undefined, onSpawn, signal })
  }

  /**
   * Waits for Node's exit event. A process with nothing else to do would end before the event; the timer prevents it.
   */
  async #exitEvent(): Promise<void> {
    const patience = new AbortController()
    const waited = pause(mostExitEventMs, undefined, { signal: patience.signal }).catch(() => undefined)
    await Promise.race([this.#server.ended, waited])
    patience.abort()
  }
}
