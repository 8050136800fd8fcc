import { createApp } from './app.ts'
import { progressLine } from './cli/progress-line.ts'
import { welcome } from './cli/welcome.ts'
import { readEnv } from './env.ts'

const progress = progressLine()
try {
  const env = readEnv()
  const starting = createApp(env, progress.show)
  stopOnSignal(starting)
  const app = await starting
  const address = await app.listen()
  progress.done()
  process.stdout.write(welcome(env, address))
} catch (error) {
  progress.done()
  process.stderr.write(`Convograph did not start: ${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}

/** The first signal lets requests under way finish; a second one does not wait. */
function stopOnSignal(starting: ReturnType<typeof createApp>): void {
  let isStopping = false
  const stop = async () => {
    if (isStopping) process.exit(1)
    isStopping = true
    await starting.then(app => app.close())
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
