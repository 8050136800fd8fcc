import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The npm scripts that run a program of this repository, and which file each of them runs. */
export const programs: Record<string, string> = Object.fromEntries(
  Object.entries<string>(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).scripts).flatMap(
    ([name, script]) => {
      const program = /node (dist\/\S+\.js)/.exec(script)?.[1]
      return program ? [[name, `${root}${program}`]] : []
    },
  ),
)

/** The exit code and the output of a command. */
interface Ended {
  code: number | null
  out: string
  error: string
}

/** Runs a script's program as npm does, with only these settings: in a folder without a `.env`. */
export async function runCommand(
  name: string,
  args: string[],
  folder: string,
  settings: Record<string, string> = {},
  input = '',
): Promise<Ended> {
  const running = spawn(process.execPath, [programs[name]!, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...settings },
  })
  running.stdin.end(input)
  const [out, error, [code]] = await Promise.all([
    text(running.stdout),
    text(running.stderr),
    once(running, 'close'),
  ])
  return { code, out, error }
}
