import { type PostgresState, type Supervisor } from '../postgres/embedded/supervisor.ts'

/** The state of the engines on the data folder, without `postgresql` when that is a server elsewhere. */
export interface EmbeddedState extends Partial<PostgresState> {
  /** `full` when the engines may soon be unable to write. */
  disk: 'free' | 'full'
}

/** The engines that run on the data folder. */
export interface Embedded {
  state(): Promise<EmbeddedState>
  supervise: Supervisor['supervise']
}
