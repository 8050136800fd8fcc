import { type Keeper, type PostgresState } from '../postgres/embedded/keeper.ts'

/** How the engines of the data folder are; without `postgresql` where that is a server elsewhere. */
export interface EmbeddedState extends Partial<PostgresState> {
  /** `full` when the engines may not be able to write any more. */
  disk: 'free' | 'full'
}

/** The engines that run on the data folder. */
export interface Embedded {
  state(): Promise<EmbeddedState>
  keepUp: Keeper['keepUp']
}
