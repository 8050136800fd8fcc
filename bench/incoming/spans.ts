import { trackBody } from '../../src/cli/import/batches.ts'
import { TraceRequest } from '../../src/otlp/messages.ts'
import { awaitProjection } from '../await-projection.ts'
import { type Figure, rateFigure } from '../figure.ts'
import { eachOf } from '../ingest.ts'
import { type ServerProcess } from '../server-process.ts'
import { spreadOf, timed } from '../spread.ts'

const rounds = 5
const requestsPerRound = 40
/** The spans that an exporter sends at once by default. */
const spansPerRequest = 500
const callsPerRound = requestsPerRound * spansPerRequest
const prompt = 'How do I cancel my subscription? '.repeat(15)

/** Model calls as spans with prompts, beside the same calls through `track`, in turns; both write to the log. */
export async function spanFigures(server: ServerProcess): Promise<Figure[]> {
  const ours: number[] = []
  const tracked: number[] = []
  await sendRound(server, -1)
  for (let round = 0; round < rounds; round++) {
    tracked.push(await trackRound(server, round))
    ours.push(await sendRound(server, round))
    await awaitProjection(server.databaseUrl)
  }
  const name = `(l) spans/s as protobuf with prompts of 500 characters, ${spansPerRequest} a request, beside track`
  return [rateFigure(name, spreadOf(ours), spreadOf(tracked), 0.7)]
}

const startedAt = Date.now()

async function sendRound({ url, ratesService }: ServerProcess, round: number): Promise<number> {
  const address = new URL('/v1/traces', url)
  const headers = { 'content-type': 'application/x-protobuf', authorization: `Bearer ${ratesService}` }
  const bodies = requests().map(request => bodyOf(round, request))
  const { ms } = await timed(() =>
    eachOf(bodies, async body => {
      const answer = await fetch(address, { method: 'POST', headers, body })
      const { byteLength } = await answer.arrayBuffer()
      if (!answer.ok || byteLength) throw new Error(`spans were not accepted: ${answer.status}`)
    }),
  )
  return (callsPerRound * 1_000) / ms
}

async function trackRound({ ask, ratesService }: ServerProcess, round: number): Promise<number> {
  const bodies = requests().map(request => trackBody(calls(round, request)))
  const { ms } = await timed(() =>
    eachOf(bodies, async body => {
      const { track } = await ask<{ track: { accepted: number } }>(ratesService, body)
      if (track.accepted !== spansPerRequest) throw new Error(`only ${track.accepted} calls were accepted`)
    }),
  )
  return (callsPerRound * 1_000) / ms
}

const requests = () => Array.from({ length: requestsPerRound }, (_, request) => request)
const ofRequest = <Item>(item: (i: number) => Item) =>
  Array.from({ length: spansPerRequest }, (_, i) => item(i))

const calls = (round: number, request: number) =>
  ofRequest(i => {
    const aiCall = { eventId: `call-${round}-${request}-${i}`, provider: 'openai', model: 'gpt-4o' }
    const timestamp = new Date(startedAt).toISOString()
    return JSON.stringify({
      aiCall: { ...aiCall, timestamp, inputTokens: 1_200, outputTokens: 350, durationMs: 900 },
    })
  })

function bodyOf(round: number, request: number): Uint8Array<ArrayBuffer> {
  const spans = ofRequest(i => span(`${round}-${request}-${i}`))
  const body = TraceRequest.encode({ resourceSpans: [{ scopeSpans: [{ spans }] }] } as object).finish()
  return new Uint8Array(body)
}

function span(id: string) {
  const texts = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.response.model': 'gpt-4o',
    'gen_ai.response.id': `span-${id}`,
    'gen_ai.input.messages': prompt,
    'gen_ai.output.messages': prompt,
  }
  const numbers = { 'gen_ai.usage.input_tokens': 1_200, 'gen_ai.usage.output_tokens': 350 }
  return {
    traceId: Buffer.alloc(16, 1),
    spanId: Buffer.alloc(8, 1),
    kind: 3,
    startTimeUnixNano: `${startedAt}000000`,
    endTimeUnixNano: `${startedAt + 900}000000`,
    attributes: [
      ...Object.entries(texts).map(([key, text]) => attribute(key, { stringValue: Buffer.from(text) })),
      ...Object.entries(numbers).map(([key, intValue]) => attribute(key, { intValue })),
    ],
  }
}

const attribute = (key: string, value: object) => ({ key: Buffer.from(key), value })
