import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** Prompts for the password twice, without an echo on the terminal. */
export async function promptedPassword(): Promise<string> {
  if (!process.stdin.isTTY) throw new Error('There is no terminal for a prompt: use --password-stdin.')
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  // The iterator buffers a line that arrives before its prompt, for example when both are pasted.
  const lines = terminal[Symbol.asyncIterator]()
  const answer = async (prompt: string) => {
    process.stderr.write(prompt)
    const typed = await lines.next()
    process.stderr.write('\n')
    if (typed.done) throw new Error('Aborted.')
    return typed.value
  }
  try {
    const password = await answer('Password: ')
    if ((await answer('Again: ')) !== password) throw new Error('The two passwords differ.')
    return password
  } finally {
    terminal.close()
  }
}

/** The password from the standard input, without the line end that `echo` and editors add. */
export async function passwordFromStdin(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}
