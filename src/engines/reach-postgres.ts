import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Env } from '../env.ts'
import { startPostgres } from '../postgres/embedded/start-postgres.ts'
import { holdDataFolder, inDataFolder } from './data-folder.ts'

interface Reached {
  url: string
  stop(): Promise<void>
}

/**
 * PostgreSQL for a command: that of the running service, or else one that is started for the command.
 * @throws Error that names DATA_DIR when the folder cannot be used
 */
export const reachPostgres = (env: Env, report: (line: string) => void): Promise<Reached> =>
  inDataFolder(env.dataDir, () => reach(env, report))

async function reach({ databaseUrl, dataDir }: Env, report: (line: string) => void): Promise<Reached> {
  if (databaseUrl) return { url: databaseUrl, stop: async () => undefined }
  const folder = await holdDataFolder(dataDir, 'a command').catch(error => {
    if (error.code === 'DATA_FOLDER_IN_USE') return undefined
    throw error
  })
  if (!folder) return { url: await urlOfRunning(dataDir), stop: async () => undefined }
  const postgres = await startPostgres(dataDir, report)
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop()
      await folder.release()
    },
  }
}

const Running = z.object({ user: z.string(), password: z.string(), port: z.number() })

/** The service that holds the folder has written the port and password of its PostgreSQL into a file. */
async function urlOfRunning(dataDir: string): Promise<string> {
  const { user, password, port } = Running.parse(
    JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')),
  )
  return `postgres://${user}:${password}@127.0.0.1:${port}/convograph`
}
