import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect } from 'vitest'

/**
 * Runs `start(dataDir)` of a file of `src` in its own process, and ends that process with SIGKILL.
 * @returns its pid
 */
export async function runAndKill(
  { file, start, dataDir }: { file: string; start: string; dataDir: string },
  meanwhile: (started: { url: string }) => Promise<void>,
) {
  const child = spawnStart(file, start, dataDir)
  const closed = once(child, 'close')
  try {
    const [line] = await Promise.race([
      once(child.stdout!, 'data'),
      closed.then(() => expect.fail('It ended')),
    ])
    await meanwhile(JSON.parse(line))
  } finally {
    child.kill('SIGKILL')
    await closed
  }
  return child.pid
}

/** The process, which prints the address of the database that it started. */
export function spawnStart(file: string, start: string, dataDir: string): ChildProcess {
  const engine = join(import.meta.dirname, '../../../src', file)
  const script = `
    import { ${start} as start } from ${JSON.stringify(engine)}
    console.log(JSON.stringify(await start(process.argv[1], () => {})))
    setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
