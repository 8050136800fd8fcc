import { type ClientBase } from 'pg'

/** Runs what belongs together on one session: all of it is kept, or nothing. */
export async function transaction<Result>(client: ClientBase, run: () => Promise<Result>): Promise<Result> {
  await client.query('begin')
  try {
    const result = await run()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
