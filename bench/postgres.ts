import pg from 'pg'

/** A session on the server's PostgreSQL. If the server stops, the running statement fails. */
export async function connectTo(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
