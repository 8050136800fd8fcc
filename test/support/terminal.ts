import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A command at a terminal of its own, as somebody types at it. */
export interface Terminal {
  /** What the terminal shows: what the command writes, and what it lets be seen of what is typed. */
  shown(): string
  /** Waits for a text to be shown after all that was waited for before. */
  asked(text: string): Promise<void>
  type(keys: string): void
  /** Its exit code, once it has ended. */
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
    asked: async text => {
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
