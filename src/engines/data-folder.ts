import { access, constants, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { unusableFolder } from '../env/unusable-folder.ts'
import { hasRoom, noRoomIn } from '../postgres/embedded/room.ts'

/** Another process holds the folder. The message has its name. */
class DataFolderInUse extends Error {
  readonly code = 'DATA_FOLDER_IN_USE'
}

/**
 * Creates `dataDir` if needed and locks it until `release` or the end of this process. `holder` names this process to a
 * second start, such as "http://127.0.0.1:8002".
 * @throws DataFolderInUse; Error that names DATA_DIR when this account may not use the folder
 */
export const holdDataFolder = (dataDir: string, holder: string) =>
  inDataFolder(dataDir, () => hold(dataDir, holder))

async function hold(dataDir: string, holder: string) {
  await makeUsable(dataDir)
  const holderFile = join(dataDir, 'holder.json')
  const lock = lockFile(join(dataDir, 'lock'))
  if (lock === undefined) throw new DataFolderInUse(await inUse(dataDir, holderFile))
  await writeFile(holderFile, JSON.stringify({ pid: process.pid, holder, since: new Date().toISOString() }))
  return { release: async () => lock.close() }
}

/** Takes a step of using the folder. @throws Error that names DATA_DIR when this account may not use one of its files */
export async function inDataFolder<Result>(dataDir: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    throw unusableFolder(dataDir, error)
  }
}

async function makeUsable(dataDir: string) {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  if (!(await hasRoom(dataDir))) throw new Error(noRoomIn(dataDir))
}

// SQLite's lock belongs to the kernel: it ends with the process, even when the process is killed, and works between
// containers. A file with a pid has neither property.
function lockFile(path: string): DatabaseSync | undefined {
  const file = new DatabaseSync(path)
  try {
    file.exec('pragma journal_mode = memory; begin exclusive')
    return file
  } catch (error) {
    file.close()
    if (isBusy(error)) return undefined
    throw error
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}

async function inUse(dataDir: string, holderFile: string): Promise<string> {
  const { pid, holder, since } = await readFile(holderFile, 'utf8').then(JSON.parse, () => ({}))
  const name = pid ? `${holder} (pid ${pid}, since ${since})` : 'a service that is just starting'
  return `The data in ${dataDir} is already in use by ${name}. Stop it first, or set DATA_DIR to another folder.`
}
