import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Env } from '../../env.ts'

/**
 * The secret that tokens are signed with: `AUTH_SECRET_KEY`, or in development one that is made up once and
 * kept beside the data, so that tokens outlive a restart. With public keys of an auth service there is none unless
 * it is set: nobody should have to guard a secret that they do not know of.
 */
export function authSecret({ auth, dataDir }: Pick<Env, 'auth' | 'dataDir'>): string | undefined {
  return auth.secret ?? (auth.jwksUrl === undefined ? developmentSecret(dataDir) : undefined)
}

function developmentSecret(dataDir: string): string {
  const file = join(dataDir, 'auth-secret')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    // `wx` lets one of two processes that start together write it.
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}
