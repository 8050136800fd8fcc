import pg from 'pg'

/** A session on the server's PostgreSQL. That it is cut when the server stops shows in the statement it runs. */
export async function connectTo(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
