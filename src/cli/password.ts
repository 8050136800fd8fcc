import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** Asks twice, and shows nothing of what is typed. */
export async function askedPassword(): Promise<string> {
  if (!process.stdin.isTTY) throw new Error('There is no terminal to ask at: use --password-stdin.')
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  // It keeps lines that come before they are asked for, as when both are pasted.
  const lines = terminal[Symbol.asyncIterator]()
  const answer = async (question: string) => {
    process.stderr.write(question)
    const typed = await lines.next()
    process.stderr.write('\n')
    if (typed.done) throw new Error('Aborted.')
    return typed.value
  }
  try {
    const password = await answer('Password: ')
    if ((await answer('Again: ')) !== password) throw new Error('That was not the same.')
    return password
  } finally {
    terminal.close()
  }
}

/** Without the end of the line that `echo` and files put behind it. */
export async function passwordFromStdin(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}
