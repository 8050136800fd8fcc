import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { observeAnthropic } from '../../packages/sdk/src/anthropic.ts'
import { createAnalytics } from '../../packages/sdk/src/node.ts'
import { observeOpenAI } from '../../packages/sdk/src/openai.ts'
import { type Figure } from '../figure.ts'

const rounds = 25
const callsARound = 100
const mostMs = 0.3

/** One call of a model, made with a bare and an observed client. */
interface Measured {
  name: string
  bare: () => Promise<unknown>
  observed: () => Promise<unknown>
}

/** The processor time that the wrappers add to a call: the clients get each answer at once, without a network. */
export async function wrapperFigures(show: (text: string) => void): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const measured of calls()) {
    show(measured.name)
    const addedMs = await addedBy(measured)
    figures.push({
      name: measured.name,
      convograph: `${addedMs.toFixed(3)} ms more`,
      target: `< ${mostMs} ms`,
      isMet: addedMs < mostMs,
    })
  }
  return figures
}

/** The median over rounds of bare and observed calls in turn; the first round warms up. */
async function addedBy({ bare, observed }: Measured): Promise<number> {
  const added: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const bareMs = await processorMsOf(bare)
    added.push((await processorMsOf(observed)) - bareMs)
  }
  return median(added.slice(1)) / callsARound
}

/** Processor time, because other programs on the machine do not count in it. */
async function processorMsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  for (let call = 0; call < callsARound; call++) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const median = (values: number[]) => values.sort((one, other) => one - other)[values.length >> 1]!

function calls(): Measured[] {
  // The queue takes every call and sends none.
  const analytics = createAnalytics({
    url: 'http://127.0.0.1:1',
    key: 'none',
    flushAt: 1e9,
    flushIntervalMs: 1e9,
  })
  return [
    openaiCall('openai: a chat', whole(chat), false),
    openaiCall('openai: a streamed chat of 200 parts', streamed(chatParts), true),
    anthropicCall('anthropic: a message', whole(message), false),
    anthropicCall('anthropic: a streamed message of 200 parts', streamed(messageEvents), true),
  ]

  function openaiCall(name: string, fetch: typeof globalThis.fetch, stream: boolean): Measured {
    const client = new OpenAI({ apiKey: 'none', fetch })
    const ask = (openai: OpenAI) => async () =>
      read(await openai.chat.completions.create({ model: 'gpt-4o', messages: [], stream }))
    return { name, bare: ask(client), observed: ask(observeOpenAI(client, analytics)) }
  }

  function anthropicCall(name: string, fetch: typeof globalThis.fetch, stream: boolean): Measured {
    const client = new Anthropic({ apiKey: 'none', fetch })
    const ask = (anthropic: Anthropic) => async () =>
      read(await anthropic.messages.create({ model: 'claude-opus-5', max_tokens: 100, messages: [], stream }))
    return { name, bare: ask(client), observed: ask(observeAnthropic(client, analytics)) }
  }
}

async function read(answer: unknown): Promise<void> {
  const isStream = typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
  if (isStream) for await (const _ of answer as AsyncIterable<unknown>);
}

const whole = (answer: object) => async () => Response.json(answer)

const streamed = (events: string) => async () =>
  new Response(events, { headers: { 'content-type': 'text/event-stream' } })

const chat = {
  id: 'chatcmpl-1',
  model: 'gpt-4o',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1200, completion_tokens: 350, total_tokens: 1550 },
}

const message = {
  id: 'msg_1',
  type: 'message',
  model: 'claude-opus-5',
  content: [{ type: 'text', text: 'Hello' }],
  stop_reason: 'end_turn',
  usage: { input_tokens: 1200, output_tokens: 350 },
}

const dataOf = (part: object) => `data: ${JSON.stringify(part)}\n\n`

const chatParts = [
  ...Array.from({ length: 198 }, () =>
    dataOf({
      id: 'chatcmpl-1',
      model: 'gpt-4o',
      choices: [{ index: 0, delta: { content: 'Hello ' } }],
      usage: null,
    }),
  ),
  dataOf({
    id: 'chatcmpl-1',
    model: 'gpt-4o',
    choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
    usage: null,
  }),
  dataOf({ id: 'chatcmpl-1', model: 'gpt-4o', choices: [], usage: chat.usage }),
  'data: [DONE]\n\n',
].join('')

const eventOf = (event: { type: string }) => `event: ${event.type}\n${dataOf(event)}`

const messageEvents = [
  eventOf({ type: 'message_start', ...{ message: { ...message, content: [], stop_reason: null } } }),
  ...Array.from({ length: 197 }, () =>
    eventOf({ type: 'content_block_delta', ...{ index: 0, delta: { type: 'text_delta', text: 'Hello ' } } }),
  ),
  eventOf({ type: 'message_delta', ...{ delta: { stop_reason: 'end_turn' }, usage: message.usage } }),
  eventOf({ type: 'message_stop' }),
].join('')
