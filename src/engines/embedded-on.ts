import { type Embedded } from '../embedded.ts'
import { type Keeper } from './postgres-keeper.ts'
import { hasRoom } from './room.ts'

/** The engines on this folder; `postgres` is missing where that is a server elsewhere. */
export const embeddedOn = (dataDir: string, postgres: Keeper | undefined): Embedded => ({
  state: async () => ({ disk: (await hasRoom(dataDir)) ? 'free' : 'full', ...postgres?.state() }),
  // ClickHouse runs in this process and ends with it only.
  keepUp: (log, giveUp) => postgres?.keepUp(log, giveUp),
})
