import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A command on its own terminal, with someone typing. */
export interface Terminal {
  /** The text on the terminal: the output of the command, and the typed keys that it echoes. */
  shown(): string
  /** Waits until this text appears, after the texts that earlier calls waited for. */
  prompted(text: string): Promise<void>
  type(keys: string): void
  /** The exit code, once the command has ended. */
  ended: Promise<number>
}

/** `script` gives a command a terminal; it takes its arguments one way on Linux and another on macOS. */
export function atTerminal(command: string[], env: Record<string, string>): Terminal {
  const args =
    process.platform === 'darwin'
      ? ['-q', '/dev/null', ...command]
      : ['-qec', command.map(part => `'${part}'`).join(' '), '/dev/null']
  const child: ChildProcess = spawn('script', args, { env: { PATH: process.env.PATH, ...env } })
  let shown = ''
  let read = 0
  child.stdout!.on('data', text => (shown += text))
  return {
    shown: () => shown,
    prompted: async text => {
      while (!shown.includes(text, read)) {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${shown}`)
        await new Promise(resolve => setTimeout(resolve, 20))
      }
      read = shown.indexOf(text, read) + text.length
    },
    type: keys => void child.stdin!.write(keys),
    ended: once(child, 'exit').then(([code]) => code as number),
  }
}
