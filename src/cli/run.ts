/** Runs a command: `--help` prints its text, what it throws is one line and exit code 1. */
export async function run(help: string, command: () => void | Promise<void>): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(help)
    return
  }
  try {
    await command()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  }
}
