import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { messageOf } from './message-of.ts'

/** `dist/.compile-cache`, beside the compiled programs, because other accounts may write to the temporary directory. */
const compileCache = join(import.meta.dirname, '../../.compile-cache')

/**
 * Runs a command. `--help` prints the help text; an error is printed in one line and the exit code is 1. The modules that
 * the command imports while it runs are compiled once: the next start reads them from a cache, if this one could write it.
 */
export async function run(help: string, command: () => void | Promise<void>): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(help)
    return
  }
  enableCompileCache(compileCache)
  try {
    await command()
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    process.exitCode = 1
  }
}
