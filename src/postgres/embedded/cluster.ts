import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCluster } from './create.ts'
import { Credentials } from './credentials.ts'
import { resetPassword } from './password.ts'
import { stopLeftBehind } from './postmaster.ts'
import { majorVersion, type Programs, postgresPrograms } from './programs.ts'
import { type ServerFolder, serverFolderOf } from './server-folder.ts'

/** A database folder and everything needed to run a server on it. Paths are absolute. */
export interface Cluster {
  serverFolder: ServerFolder
  programs: Programs
  log: string
  credentialsFile: string
  credentials: Credentials
}

/**
 * Opens the cluster in `${dataDir}/postgres`, or creates it. `dataDir` exists and is absolute.
 * @throws Error with a sentence that says what to do when the folder cannot be used
 */
export async function openCluster(dataDir: string, report: (line: string) => void): Promise<Cluster> {
  const folder = join(dataDir, 'postgres')
  const credentialsFile = join(dataDir, 'postgres.json')
  if (!existsSync(folder)) {
    report('Creating the PostgreSQL database')
    await createCluster(folder, newCredentials(), credentials => writePrivately(credentialsFile, credentials))
  }
  await requireThisVersion(folder)
  const serverFolder = await serverFolderOf(folder)
  const programs = await postgresPrograms(serverFolder.account)
  const known = await readCredentials(credentialsFile)
  const credentials = known ?? (await makeCredentials(credentialsFile, serverFolder, programs, report))
  return { serverFolder, programs, log: join(dataDir, 'postgres.log'), credentialsFile, credentials }
}

/** Writes the port beside the password, for commands and for psql. */
export async function writePort({ credentialsFile, credentials }: Cluster, port: number) {
  await writePrivately(credentialsFile, { ...credentials, port })
}

async function requireThisVersion(folder: string) {
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(error => {
    if (error.code === 'EACCES')
      throw new Error(`${folder} belongs to another account: start Convograph with that account`)
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    throw new Error(`${folder} has no PostgreSQL data: delete the folder to start again, or restore a backup`)
  })
  if (version.trim() === majorVersion()) return
  throw new Error(
    `${folder} was created by another version of PostgreSQL than the installed version ${majorVersion()}: ` +
      `start the version of Convograph that created it, and move the data with a dump`,
  )
}

const newCredentials = (): Credentials => ({
  user: 'convograph',
  password: randomBytes(24).toString('base64url'),
})

/** Undefined when the file is missing or damaged. */
async function readCredentials(file: string): Promise<Credentials | undefined> {
  if (!existsSync(file)) return undefined
  const text = await readFile(file, 'utf8')
  try {
    return Credentials.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

async function makeCredentials(
  file: string,
  serverFolder: ServerFolder,
  programs: Programs,
  report: (line: string) => void,
): Promise<Credentials> {
  report(`The password in ${file} is lost: giving the database another one`)
  await stopLeftBehind(serverFolder.path, report)
  const credentials = newCredentials()
  await resetPassword(serverFolder, programs, credentials)
  await writePrivately(file, credentials)
  return credentials
}

async function writePrivately(file: string, content: object) {
  await writeFile(`${file}.new`, `${JSON.stringify(content)}\n`, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}
