import { messageOf } from './message-of.ts'

/** Runs a command. `--help` prints the help text; an error is printed in one line and the exit code is 1. */
export async function run(help: string, command: () => void | Promise<void>): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(help)
    return
  }
  try {
    await command()
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    process.exitCode = 1
  }
}
