import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** Whether this machine has Python with the package `requests`. */
export const hasRequests = (): boolean => spawnSync('python3', ['-c', 'import requests']).status === 0

/** Runs a program of `examples/python`. @throws Error with the output of a program that fails */
export async function runPython(
  file: string,
  args: string[],
  settings: Record<string, string>,
): Promise<string> {
  const running = spawn('python3', [`examples/python/${file}`, ...args], {
    env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1', ...settings },
  })
  const [out, error, [code]] = await Promise.all([
    text(running.stdout),
    text(running.stderr),
    once(running, 'close'),
  ])
  if (code !== 0) throw new Error(error)
  return out.trim()
}
