import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

/**
 * The password from the standard input, or else one that is typed twice at a prompt.
 * @throws Error of `check`, before the password is typed again
 */
export const givenPassword = (isFromStdin: boolean, check: (password: string) => void): Promise<string> =>
  isFromStdin ? passwordFromStdin(check) : promptedPassword(check)

/** Prompts without an echo on the terminal. */
async function promptedPassword(check: (password: string) => void): Promise<string> {
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
    check(password)
    if ((await answer('Again: ')) !== password) throw new Error('The two passwords differ.')
    return password
  } finally {
    terminal.close()
  }
}

/** Without the line end that `echo` and editors add. */
async function passwordFromStdin(check: (password: string) => void): Promise<string> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  check(password)
  return password
}
