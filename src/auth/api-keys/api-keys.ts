import { createHash, randomBytes } from 'node:crypto'
import { type Pool } from 'pg'
import { type Role, type Viewer } from '../viewer.ts'

/** The keys of services, as far as a request needs them. */
export interface ApiKeys {
  /** Whose key it is; undefined for one that is unknown, revoked or at its end. */
  viewer(key: string): Promise<Viewer | undefined>
  /** A key was made or revoked: they are read anew with the next request. */
  forget(): void
}

/** Every key begins so: people and scanners for lost secrets recognise it. */
const mark = 'cg_'

/** 256 random bits: nothing slower than SHA-256 is needed to keep them. */
export const newApiKey = () => `${mark}${randomBytes(32).toString('base64url')}`
export const isApiKey = (text: string) => /^cg_[\w-]{43}$/.test(text)
export const hashOf = (key: string) => createHash('sha256').update(key).digest()

/** How long keys are remembered: so long may another process take one that was revoked. */
const staleMs = 5_000
/** Use is written down once in this time. */
const noteUseMs = 60_000

interface KnownKey {
  id: string
  project: string
  scopes: ('TRACK' | 'READ')[]
  expiresAt: Date | null
  lastUsedAt: Date | null
}

/**
 * All keys that work are read together, at most every few seconds: guessing keys costs no statement.
 * @throws what PostgreSQL says when it is away: keys that could have been revoked meanwhile do not count
 */
export function createApiKeys(log: Pool): ApiKeys {
  let known: { keys: Promise<Map<string, KnownKey>>; until: number } | undefined
  const keys = () => {
    if (known && known.until > performance.now()) return known.keys
    const reading = { keys: readKeys(log), until: performance.now() + staleMs }
    known = reading
    reading.keys.catch(() => {
      if (known === reading) known = undefined
    })
    return reading.keys
  }
  return {
    viewer: async key => {
      const found = (await keys()).get(hashOf(key).toString('hex'))
      const now = new Date()
      if (!found || (found.expiresAt && found.expiresAt <= now)) return undefined
      noteUse(log, found, now)
      return {
        subject: `api-key:${found.id}`,
        roles: found.scopes.map(rolesOf),
        project: found.project,
        proof: 'API_KEY',
      }
    },
    forget: () => {
      known = undefined
    },
  }
}

const rolesOf = (scope: 'TRACK' | 'READ'): Role => (scope === 'TRACK' ? 'service' : 'reader')

async function readKeys(log: Pool): Promise<Map<string, KnownKey>> {
  const { rows } = await log.query<KnownKey & { hash: string }>(
    `select id, project, scopes, expires_at as "expiresAt", last_used_at as "lastUsedAt", encode(hash, 'hex') as hash
     from api_keys
     where revoked_at is null and (expires_at is null or expires_at > now())`,
  )
  return new Map(rows.map(row => [row.hash, row]))
}

/** Beside the request, which neither waits for it nor fails with it. */
function noteUse(log: Pool, key: KnownKey, now: Date): void {
  if (key.lastUsedAt && now.getTime() - key.lastUsedAt.getTime() < noteUseMs) return
  key.lastUsedAt = now
  log
    .query('update api_keys set last_used_at = greatest(last_used_at, $2) where id = $1', [key.id, now])
    .catch(() => undefined)
}
