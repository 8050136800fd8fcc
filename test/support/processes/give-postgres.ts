import { inject } from 'vitest'
import { copyFolder } from './copy-folder.ts'

/** Puts a PostgreSQL that was created and stopped into the data folder, as an earlier start leaves it. */
export const givePostgres = (dataDir: string): Promise<void> => copyFolder(inject('postgresFolder'), dataDir)
