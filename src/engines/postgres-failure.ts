import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Cluster } from './postgres-cluster.ts'
import { hasRoom } from './room.ts'

/** Why PostgreSQL does not run: one line that says what to do. */
export class PostgresFailure extends Error {
  constructor(
    readonly code: 'NO_SPACE' | 'UNUSABLE' | 'ENDED',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The failure of a server that ended; its log is read from byte `from` on. */
export async function failureOf(cluster: Cluster, from: number, cause?: unknown): Promise<PostgresFailure> {
  const { log, place } = cluster
  const complaint = await lastComplaint(log, from)
  if (/No space left|quota exceeded/i.test(complaint) || !(await hasRoom(place.folder)))
    return noSpace(cluster, cause)
  const known = lasting.find(({ says }) => says.test(complaint))
  const told = complaint && ` PostgreSQL says: ${complaint}.`
  if (known)
    return new PostgresFailure('UNUSABLE', `${known.sentence(place.folder)}${told} (${log})`, { cause })
  return new PostgresFailure('ENDED', `PostgreSQL ended by itself.${told} (${log})`, { cause })
}

export function noSpace({ place }: Pick<Cluster, 'place'>, cause?: unknown): PostgresFailure {
  return new PostgresFailure(
    'NO_SPACE',
    `The disk of ${dirname(place.folder)} is full: PostgreSQL cannot write. Make at least 32 MB of room.`,
    { cause },
  )
}

/** Failures that no later attempt mends. */
const lasting = [
  {
    says: /Permission denied|invalid permissions|wrong ownership|could not access directory/i,
    sentence: (folder: string) =>
      `PostgreSQL may not use ${folder}: one account has to own it and everything in it, with mode 0700.`,
  },
  {
    says: /pg_control|control file|checkpoint record|No such file or directory|invalid data in|is not a directory/i,
    sentence: (folder: string) => `The PostgreSQL data in ${folder} is damaged: restore a backup.`,
  },
  {
    says: /configuration file|unrecognized configuration parameter|invalid value for parameter/i,
    sentence: (folder: string) => `The configuration in ${folder} cannot be read: mend postgresql.conf.`,
  },
]

const mostBytes = 65_536

/** What the server tells a session, which says nothing of why the server ended. */
const toSessions =
  /terminating (connection|walsender)|the database system is|authentication failed|connection slots/

/** The last line that says why the server ended. A full disk may have kept it from being written. */
async function lastComplaint(log: string, from: number): Promise<string> {
  const lines = (await endOf(log, from).catch(() => '')).split('\n')
  const complaints = lines.filter(line => /(FATAL|PANIC):|^postgres: /.test(line) && !toSessions.test(line))
  const last = complaints.at(-1) ?? ''
  return last.replace(/^.*?(FATAL|PANIC):\s*/, '').replace(/\.$/, '')
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
