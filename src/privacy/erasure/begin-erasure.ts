import { type GraphQLSchema } from 'graphql'
import { type ClientBase } from 'pg'
import { type Job } from '../../jobs/job.ts'
import { type Database } from '../../postgres/database.ts'
import { requestRemoval } from '../../projection/remove/queue.ts'
import { type ForgottenUser, forgetUser } from './forget-user.ts'
import { productWords } from './product-words.ts'
import { type QuotedValues, quotedValues } from './quoted-values.ts'

/** What the job knows: the id until the user is forgotten, then what is left to do, and nothing once it is done. */
export interface ErasurePayload {
  userId?: string
  user?: ForgottenUser
  forgotten?: Forgotten
}

/** What is left to do once the removal of the user's events is asked for. */
export interface Forgotten extends Pick<QuotedValues, 'isCut'> {
  removal: string
  /** Texts that name the user. */
  names: string[]
}

/** Forgets the user and asks for the removal of its events, from where the attempt before ended; undefined for no user. */
export async function beginErasure(
  database: Database,
  schema: GraphQLSchema,
  job: Job<ErasurePayload>,
): Promise<Forgotten | undefined> {
  if (job.payload.forgotten) return job.payload.forgotten
  const user = job.payload.user ?? (await forget(job))
  return user && beginRemoval(job, user, await quoted(database, schema, job, user))
}

/** Forgets the user, and keeps what is left to do in the payload: another attempt cannot know it. */
const forget = (job: Job<ErasurePayload>): Promise<ForgottenUser | undefined> =>
  job.write(async client => {
    const user = await forgetUser(client, job.project, job.payload.userId!)
    await notePayload(client, job, { user })
    return user
  })

/** Reads the log, for which the statements of the pool have no time. */
async function quoted(
  database: Database,
  schema: GraphQLSchema,
  { project, signal }: Job,
  { numbers }: ForgottenUser,
): Promise<QuotedValues> {
  const client = await database.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await quotedValues({ client, project, numbers, signal, words: productWords(schema) })
  } finally {
    await client.end()
  }
}

/** Asks for the removal of the events. Until then they have the values that texts may quote. */
const beginRemoval = (
  job: Job<ErasurePayload>,
  user: ForgottenUser,
  { values, isCut }: QuotedValues,
): Promise<Forgotten> =>
  job.write(async client => {
    const removal = await requestRemoval(client, job.project, { users: user.numbers })
    const forgotten = { removal, names: [...user.names, ...values], isCut }
    await notePayload(client, job, { forgotten })
    return forgotten
  })

export async function notePayload(client: ClientBase, { id }: Job, payload: ErasurePayload): Promise<void> {
  await client.query('update work set payload = $2 where id = $1', [id, payload])
}
