import { type Keeper } from '../postgres/embedded/keeper.ts'
import { hasRoom } from '../postgres/embedded/room.ts'
import { type Embedded } from './embedded.ts'

/** The engines on this folder; `postgres` is missing where that is a server elsewhere. */
export const embeddedOn = (dataDir: string, postgres: Keeper | undefined): Embedded => ({
  state: async () => ({ disk: (await hasRoom(dataDir)) ? 'free' : 'full', ...postgres?.state() }),
  // ClickHouse runs in this process and ends with it only.
  keepUp: (log, giveUp) => postgres?.keepUp(log, giveUp),
})
