import { type InputFile } from '../input-file.ts'
import { type SenderSettings, sendBody } from '../send.ts'
import { countReason, type Tally } from '../tally.ts'
import { mergedTraits, type UserTraits } from './merged-traits.ts'
import { type Spool } from './spool.ts'

const MUTATION = `mutation Import($input: IdentifyUsersInput!) {
  identifyUsers(input: $input) { rejected receipts { index code field message warnings { code } } }
}`

interface UsersAnswer {
  rejected: number
  receipts: {
    index: number
    code: string | null
    field: string | null
    message: string | null
    warnings: { code: string }[]
  }[]
}

/** The limits of the service for a request. */
const mostUsers = 1_000
const mostBytes = 900_000

interface Sending {
  files: InputFile[]
  spool: Spool
  sender: SenderSettings
  /** If it is given, nothing is sent. */
  dryRun?: unknown
  tally: Tally
}

/**
 * Links the visitors to their users in the order of time, since the first link of a visitor stays; then gives each user the
 * traits. A second time changes nothing. After `sender.stop` is aborted, no further request is sent.
 * @throws ImportError as `sendBody`
 */
export async function sendIdentities(sending: Sending): Promise<void> {
  const { spool, tally, sender } = sending
  for (const users of chunks(linksOf(spool))) {
    if (sender.stop.aborted) return
    const refused = await send(users, sending)
    tally.links += users.length - refused
    tally.refusedLinks += refused
  }
  for (const users of chunks(mergedTraits(spool.traits()))) {
    if (sender.stop.aborted) return
    await send(users, sending)
    tally.identified += users.length
  }
}

type Sent = Pick<UserTraits, 'file' | 'line'> & { input: object }

function* linksOf(spool: Spool): Generator<Sent> {
  for (const { userId, visitorId, file, line } of spool.links())
    yield { input: { userId, anonymousId: visitorId }, file, line }
}

/** Groups users into requests. */
function* chunks(users: Iterable<Sent>): Generator<Sent[]> {
  let chunk: Sent[] = []
  let bytes = 0
  for (const user of users) {
    const more = JSON.stringify(user.input).length * 3
    if (chunk.length === mostUsers || (chunk.length > 0 && bytes + more > mostBytes)) {
      yield chunk
      chunk = []
      bytes = 0
    }
    chunk.push(user)
    bytes += more
  }
  if (chunk.length > 0) yield chunk
}

/** @returns the number of links that were refused */
async function send(users: Sent[], { files, sender, dryRun, tally }: Sending): Promise<number> {
  if (dryRun) return 0
  const variables = { input: { users: users.map(({ input }) => input) } }
  const body = { text: JSON.stringify({ query: MUTATION, variables }), field: 'identifyUsers' } as const
  const { rejected, receipts } = await sendBody<UsersAnswer>(body, sender)
  tally.rejected += rejected
  for (const { index, code, field, message } of receipts) {
    if (code === null) continue
    const { file, line } = users[index]!
    const position = { path: files[file]!.path, file, line }
    countReason(tally, { position, code, field, message: message ?? '' })
  }
  return receipts.filter(({ warnings }) => warnings.length > 0).length
}
