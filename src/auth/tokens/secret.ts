import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unusableFolder } from '../../env/unusable-folder.ts'
import { type Env } from '../../env.ts'

/**
 * The secret that tokens are signed with: `AUTH_SECRET_KEY`, or in development a secret that is generated once and
 * stored in the data folder, so that tokens survive a restart. With the public keys of an auth service there is no
 * secret unless it is set: an operator cannot guard a secret that they do not know of.
 * @throws Error that names DATA_DIR when the folder cannot be used
 */
export function authSecret({ auth, dataDir }: Pick<Env, 'auth' | 'dataDir'>): string | undefined {
  if (auth.secret !== undefined || auth.jwksUrl !== undefined) return auth.secret
  try {
    return developmentSecret(dataDir)
  } catch (error) {
    throw unusableFolder(dataDir, error)
  }
}

function developmentSecret(dataDir: string): string {
  const file = join(dataDir, 'auth-secret')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    // With `wx` only one of two processes that start together writes the file.
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}
