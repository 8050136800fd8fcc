import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ownNode = join(import.meta.dirname, '../../../node_modules/.bin/node')

/**
 * Runs this program again in the Node.js that `npm ci` has installed, and ends with its exit code, if the one that runs now
 * is older: scripts start `dist/src/cli/import.js` with any Node.js. False if this one is new enough.
 */
export function rerunInOwnNode(): boolean {
  if (Number.parseInt(process.versions.node, 10) >= 22) return false
  process.on('SIGINT', () => undefined)
  const { status } = spawnSync(ownNode, process.argv.slice(1), { stdio: 'inherit' })
  process.exitCode = status ?? 1
  return true
}
