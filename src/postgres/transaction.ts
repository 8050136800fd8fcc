import { type ClientBase } from 'pg'

/** Runs statements on one session in a transaction: either all of them take effect, or none. */
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
