import autocannon from 'autocannon'
import { awaitProjection } from './await-projection.ts'
import { type Figure, rateFigure } from './figure.ts'
import { sampleEvent } from './sample-events.ts'
import { type ServerProcess } from './server-process.ts'
import { spreadOf } from './spread.ts'

const rounds = 5
const secondsPerRound = 4
const connections = 32

/** `trackEvent` requests per second, beside a no-op mutation of the same server with the same input and answer. */
export async function singleEvents(server: ServerProcess): Promise<Figure[]> {
  const ours: number[] = []
  const noOps: number[] = []
  await requestsPerSecond(server, 'trackEvent')
  for (let round = 0; round < rounds; round++) {
    await awaitProjection(server.databaseUrl)
    noOps.push(await requestsPerSecond(server, 'noOp'))
    ours.push(await requestsPerSecond(server, 'trackEvent'))
  }
  await awaitProjection(server.databaseUrl)
  const name = `(b) trackEvent requests/s, ${connections} connections, beside a no-op mutation`
  return [rateFigure(name, spreadOf(ours), spreadOf(noOps), 0.7)]
}

async function requestsPerSecond({ url, ratesService }: ServerProcess, mutation: string): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: secondsPerRound,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ratesService}` },
    requests: bodies(mutation).map(body => ({ body })),
  })
  if (result.non2xx || result.errors) throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
  return result.requests.total / result.duration
}

/** Without an id from the client: the server creates one, so that the same body can be sent again. */
function bodies(mutation: string): string[] {
  const query = `mutation Track($input: EventInput!) { ${mutation}(input: $input) { eventId status code field message } }`
  return Array.from({ length: 500 }, (_, i) => {
    const { eventId: _id, ...input } = sampleEvent(i)
    return JSON.stringify({ query, variables: { input } })
  })
}
