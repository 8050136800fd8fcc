import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** How a program ended. */
export interface Ended {
  code: number | null
  /** Both streams, one after the other. */
  output: string
}

/** Runs a program to its end. Its environment is this process's and `env`. */
export async function command(
  program: string,
  args: string[],
  { env, input = '' }: { env?: Record<string, string>; input?: string } = {},
): Promise<Ended> {
  const running = spawn(program, args, { env: { ...process.env, ...env } })
  running.stdin.on('error', () => undefined)
  running.stdin.end(input)
  const [out, error, [code]] = await Promise.all([
    text(running.stdout),
    text(running.stderr),
    once(running, 'close'),
  ])
  return { code, output: out + error }
}

/** Runs a program that has to end with 0, and returns its output. @throws Error with the end of its output */
export async function mustRun(...called: Parameters<typeof command>): Promise<string> {
  const { code, output } = await command(...called)
  if (code !== 0) throw new Error(`${called[0]} ended with ${code}:\n${output.slice(-3_000)}`)
  return output
}
