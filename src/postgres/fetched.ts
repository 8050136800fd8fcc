import { type ClientBase } from 'pg'

const rowsAtOnce = 1_000

/** The rows of a statement, some at a time, so that memory does not grow with them. Only one at a time, in a transaction. */
export async function* fetched<Row extends object>(
  client: ClientBase,
  statement: string,
  values: unknown[],
): AsyncGenerator<Row[]> {
  await client.query(`declare fetched no scroll cursor for ${statement}`, values)
  try {
    for (;;) {
      const { rows } = await client.query<Row>(`fetch ${rowsAtOnce} from fetched`)
      if (!rows.length) return
      yield rows
    }
  } finally {
    // After a failed fetch this fails too, and the reason of the fetch is the one to know.
    await client.query('close fetched').catch(() => undefined)
  }
}
