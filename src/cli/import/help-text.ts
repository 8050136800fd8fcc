/** What `--help` prints. */
export const helpText = `Sends files of events to a running service.

  npm run import -- FILE… [options]

FILE is NDJSON (.ndjson, .jsonl) or CSV (.csv) in UTF-8, plain or gzip; under another name its content decides.

  --url U              the service's GraphQL address (default: http://HOST:PORT/graphql)
  --token T            a token that may track (default: one made from AUTH_SECRET_KEY)
  --map F=COLUMN,…     takes field F of the event from COLUMN
  --set F=TEXT,…       gives every event the same field F
  --batch N            events per request, 1 to 1000 (default: 1000)
  --concurrency N      requests on their way at once, 1 to 8 (default: 2)

F is eventId, name, userId, sessionId, conversationId, botId, channel, timestamp or properties.X.
Columns named like a field fill it; all others become properties. A date-time without a zone is read as UTC.
Rows without an id get one from the file's content and their line, so importing a file again changes nothing.

  npm run import -- calls.csv --map timestamp=TIMESTAMP,properties.tokens=ContextTokens --set name=llm_call
`
