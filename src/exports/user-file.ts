import { Readable } from 'node:stream'
import { type Client, type ClientBase } from 'pg'
import { badInput } from '../errors.ts'
import { heldUser } from '../personal-data/held-user.ts'
import { userRecords } from '../personal-data/user-records.ts'
import { type NewFile } from './files/write-export.ts'
import { type WrittenFile, writeFile } from './files/write-file.ts'

interface OfUser {
  project: string
  userId: string
  connect(): Promise<Client>
}

/**
 * Writes everything that is held about a user into a file: a JSON object per line, of the log and not of its copy.
 * @throws NOT_FOUND, RESULT_TOO_LARGE
 */
export async function writeUserFile(
  { project, userId, connect }: OfUser,
  file: NewFile,
): Promise<WrittenFile & { rows: number }> {
  const client = await connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    let rows = 0
    const lines = linesOf(client, project, userId, () => file.progress(++rows))
    return { ...(await writeFile(file, Readable.from(lines))), rows }
  } finally {
    await client.end()
  }
}

async function* linesOf(client: ClientBase, project: string, userId: string, onLine: () => void) {
  const held = await heldUser(client, project, userId)
  if (!held) throw badInput('NOT_FOUND', 'userId', 'This project has no user with this id.')
  for await (const record of userRecords(client, project, held)) {
    onLine()
    yield new TextEncoder().encode(`${JSON.stringify(record)}\n`)
  }
}
