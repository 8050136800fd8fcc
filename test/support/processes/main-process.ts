import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** The service as a user starts it: the compiled program in its own process. */
export interface MainProcess {
  child: ChildProcess
  /** The output so far, of both streams. */
  output(): string
  /** Waits until this text is printed. Throws if the process ends first. */
  printed(text: string): Promise<void>
  /** Sends a signal, waits for the end, and returns the exit code or the signal that ended the process. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>
}

const program = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url))

/** Starts the program with only these settings. */
export function startMain(settings: Record<string, string>): MainProcess {
  const child = spawn(process.execPath, [program], { env: { PATH: process.env.PATH, ...settings } })
  let output = ''
  child.stdout.on('data', text => (output += text))
  child.stderr.on('data', text => (output += text))
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
  return {
    child,
    output: () => output,
    printed: async text => {
      while (!output.includes(text)) {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${output}`)
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    },
    end: signal => {
      child.kill(signal)
      return ended
    },
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}
