import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { createCluster } from './postgres-create.ts'
import { type Place, placeOf } from './postgres-place.ts'
import { type Programs, postgresPrograms } from './postgres-programs.ts'

/** A database folder with all that is needed to run a server on it. Paths are absolute. */
export interface Cluster {
  place: Place
  programs: Programs
  log: string
  credentialsFile: string
  credentials: Credentials
}

const Credentials = z.object({ user: z.string(), password: z.string() })
export type Credentials = z.infer<typeof Credentials>

/** Finds the cluster in `${dataDir}/postgres`, or creates it. `dataDir` exists and is absolute. */
export async function openCluster(dataDir: string, report: (line: string) => void): Promise<Cluster> {
  const folder = join(dataDir, 'postgres')
  const credentialsFile = join(dataDir, 'postgres.json')
  if (!existsSync(folder)) {
    report('Creating the PostgreSQL database')
    await createCluster(folder, credentials => writePrivately(credentialsFile, credentials))
  }
  const place = await placeOf(folder)
  return {
    place,
    programs: await postgresPrograms(place.account),
    log: join(dataDir, 'postgres.log'),
    credentialsFile,
    credentials: await readCredentials(credentialsFile),
  }
}

/** Writes the port beside the password, for whoever wants to look into the database with psql. */
export async function rememberPort({ credentialsFile, credentials }: Cluster, port: number) {
  await writePrivately(credentialsFile, { ...credentials, port })
}

async function readCredentials(file: string): Promise<Credentials> {
  try {
    return Credentials.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new Error(`${file} cannot be read; it holds the password of the database beside it`, {
      cause: error,
    })
  }
}

async function writePrivately(file: string, content: object) {
  await writeFile(`${file}.new`, `${JSON.stringify(content)}\n`, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}
