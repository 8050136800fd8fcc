import { type Logger } from 'pino'

/** How the embedded PostgreSQL is. `attempts` counts its starts since it ended. */
export interface PostgresState {
  postgresql: 'up' | 'restarting'
  attempts: number
}

/** How the engines of the data folder are; without `postgresql` where that is a server elsewhere. */
export interface EmbeddedState extends Partial<PostgresState> {
  /** `full` when the engines may not be able to write any more. */
  disk: 'free' | 'full'
}

/** The engines that run on the data folder. */
export interface Embedded {
  state(): Promise<EmbeddedState>
  /**
   * From now on starts an engine again whenever it has ended by itself. Where that cannot succeed, or has not within
   * ten minutes, `giveUp` gets the reason.
   */
  keepUp(log: Logger, giveUp: (reason: Error) => void): void
}
