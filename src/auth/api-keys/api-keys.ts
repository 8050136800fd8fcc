import { createHash, randomBytes } from 'node:crypto'
import { type Pool } from 'pg'
import { type Role, type Viewer } from '../viewer.ts'

/** Checks API keys. */
export interface ApiKeys {
  /** The viewer of the key; undefined for a key that is unknown, revoked or expired. */
  viewer(key: string): Promise<Viewer | undefined>
  /** Reads the keys again for the next request, since a key was created or revoked. */
  forget(): void
}

/** Every key begins with it, so that people and secret scanners recognise a key. */
const keyPrefix = 'cg_'

/** A key has 256 random bits, so a fast hash (SHA-256) is enough to store it. */
export const newApiKey = () => `${keyPrefix}${randomBytes(32).toString('base64url')}`
export const isApiKey = (text: string) => /^cg_[\w-]{43}$/.test(text)
export const hashOf = (key: string) => createHash('sha256').update(key).digest()

/** How long keys are cached, and so how long another process may accept a revoked key. */
const staleMs = 5_000
/** The use of a key is recorded at most once in this time. */
const recordUseMs = 60_000

interface KnownKey {
  id: string
  project: string
  scopes: ('TRACK' | 'READ')[]
  expiresAt: Date | null
  lastUsedAt: Date | null
}

/**
 * Reads all valid keys together, at most every 5 s, so that guessing keys costs no statement.
 * @throws the error of PostgreSQL when it is down: a cached key may have been revoked in the meantime
 */
export function createApiKeys(pool: Pool): ApiKeys {
  let known: { keys: Promise<Map<string, KnownKey>>; until: number } | undefined
  const keys = () => {
    if (known && known.until > performance.now()) return known.keys
    const reading = { keys: readKeys(pool), until: performance.now() + staleMs }
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
      recordUse(pool, found, now)
      return {
        subject: `api-key:${found.id}`,
        roles: found.scopes.map(rolesOf),
        project: found.project,
        proof: 'API_KEY',
        expiresAt: found.expiresAt ?? undefined,
      }
    },
    forget: () => {
      known = undefined
    },
  }
}

const rolesOf = (scope: 'TRACK' | 'READ'): Role => (scope === 'TRACK' ? 'service' : 'reader')

async function readKeys(pool: Pool): Promise<Map<string, KnownKey>> {
  const { rows } = await pool.query<KnownKey & { hash: string }>(
    `select id, project, scopes, expires_at as "expiresAt", last_used_at as "lastUsedAt", encode(hash, 'hex') as hash
     from api_keys
     where revoked_at is null and (expires_at is null or expires_at > now())`,
  )
  return new Map(rows.map(row => [row.hash, row]))
}

/** Runs in the background: the request neither waits for it nor fails with it. */
function recordUse(pool: Pool, key: KnownKey, now: Date): void {
  if (key.lastUsedAt && now.getTime() - key.lastUsedAt.getTime() < recordUseMs) return
  key.lastUsedAt = now
  pool
    .query('update api_keys set last_used_at = greatest(last_used_at, $2) where id = $1', [key.id, now])
    .catch(() => undefined)
}
