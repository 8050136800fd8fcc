import { parseArgs } from 'node:util'

/** The options of the command line. */
export interface Settings {
  /** A running service; without it the run starts one. */
  server: string | undefined
  /** The folder of the lists. */
  list: string
  /** The seed for the order of the attacks. */
  seed: number
}

export const help = `Attacks a service with the lists of test/attacks, and says in one line whether it held.

  npm run attack -- [--server URL] [--list FOLDER] [--seed 42]

  --server  a running service, such as http://127.0.0.1:8002, whose AUTH_SECRET_KEY is set here as well; it is
            sent no forged tokens, and its log and memory are not looked at. Default: one is started, in production
            mode, with the embedded databases in a temporary folder
  --list    the folder of the lists. Default: test/attacks
  --seed    of the order in which each list is gone through. Default: 42

Every request and answer is in history.jsonl in a temporary folder, which is kept when the verdict is FAIL.
`

/** @throws Error with a sentence about the argument that is wrong */
export function readSettings(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    options: {
      server: { type: 'string' },
      list: { type: 'string', default: 'test/attacks' },
      seed: { type: 'string', default: '42' },
    },
  })
  const seed = Number(values.seed)
  if (!Number.isInteger(seed)) throw new Error('--seed is a whole number')
  if (values.server && !URL.canParse(values.server)) throw new Error('--server is a URL')
  return { server: values.server && new URL(values.server).origin, list: values.list, seed }
}
