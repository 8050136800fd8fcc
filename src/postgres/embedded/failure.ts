import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Cluster } from './cluster.ts'
import { hasRoom, noRoomIn } from './room.ts'

/** The reason why PostgreSQL does not run. The message says what to do. */
export class PostgresFailure extends Error {
  readonly code: 'NO_SPACE' | 'UNUSABLE' | 'ENDED'

  constructor(code: PostgresFailure['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The failure of a server that ended, from its log after byte `from`. */
export async function failureOf(cluster: Cluster, from: number, cause?: unknown): Promise<PostgresFailure> {
  const { log, serverFolder } = cluster
  const complaints = await complaintsIn(log, from)
  if (
    complaints.some(line => /No space left|quota exceeded/i.test(line)) ||
    !(await hasRoom(serverFolder.path))
  )
    return noSpace(cluster, cause)
  const known = permanent.find(({ says }) => complaints.some(line => says.test(line)))
  const complaint = complaints.findLast(line => !known || known.says.test(line))
  const sentence = known?.sentence(serverFolder.path) ?? 'PostgreSQL ended by itself'
  const message = complaint ? `${sentence} (PostgreSQL says: ${complaint})` : `${sentence}; its log is ${log}`
  return new PostgresFailure(known ? 'UNUSABLE' : 'ENDED', message, { cause })
}

export const noSpace = ({ serverFolder }: Cluster, cause?: unknown) =>
  new PostgresFailure('NO_SPACE', noRoomIn(dirname(serverFolder.path)), { cause })

/** Failures that a later attempt cannot repair. */
const permanent = [
  {
    says: /Permission denied|invalid permissions|wrong ownership|could not access directory/i,
    sentence: (folder: string) =>
      `PostgreSQL may not use ${folder}: one account has to own it and everything in it, with mode 0700`,
  },
  {
    says: /pg_control|control file|checkpoint record|No such file or directory|invalid data in|is not a directory/i,
    sentence: (folder: string) => `The PostgreSQL data in ${folder} is damaged: restore a backup`,
  },
  {
    says: /configuration file|unrecognized configuration parameter|invalid value for parameter/i,
    sentence: (folder: string) => `The configuration in ${folder} cannot be read: mend postgresql.conf`,
  },
]

const mostBytes = 65_536

/** Lines that the server sends to sessions. They do not say why the server ended. */
const toSessions =
  /terminating (connection|walsender)|the database system is|authentication failed|connection slots/
/** Lines of other levels, except those that explain why the server cannot continue. */
const notes = /\b(LOG|ERROR|WARNING|DETAIL|HINT|CONTEXT|STATEMENT):(?!.*Permission denied)/

/** The last lines that say why the server ended; none if the disk was too full to write them. */
async function complaintsIn(log: string, from: number): Promise<string[]> {
  const lines = (await endOf(log, from).catch(() => '')).split('\n').filter(line => line.trim())
  const complaints = lines.filter(line => !notes.test(line) && !toSessions.test(line)).slice(-5)
  return complaints.map(line => line.replace(/^.*?(FATAL|PANIC|LOG):|^postgres:/, '').trim())
}

async function endOf(log: string, from: number): Promise<string> {
  const file = await open(log, 'r')
  try {
    const { size } = await file.stat()
    const start = Math.max(from, size - mostBytes)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, start)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
