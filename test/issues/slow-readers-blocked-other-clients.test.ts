// A user saw OVERLOADED on every request while a few connections read no answers: each unread answer kept a place.

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
let readers: Socket[] = []

beforeAll(async () => {
  app = await startTestApp({ MAX_IN_FLIGHT: '16' })
})
afterAll(() => app.close())
afterEach(() => {
  for (const socket of readers) socket.destroy()
})

/** More than half a megabyte of answer. */
const fields = 'fields { name description args { name description } }'
const wordy = `{ __schema { types { a: ${fields} b: ${fields} } } }`

function posted(query: string): string {
  const body = JSON.stringify({ query })
  const head = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`
  return `${head}\r\n\r\n${body}`
}

/** A connection that sends this text and never reads. */
async function deaf(requests: string): Promise<Socket> {
  const { hostname, port } = new URL(app.url)
  const socket = connect(Number(port), hostname).pause()
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(requests)
  return socket
}

async function answered(status: number): Promise<number> {
  const metrics = await (await fetch(new URL('/metrics', app.url))).text()
  const counts = [...metrics.matchAll(/^convograph_requests_total\{.*status="(\d+)"\} (\d+)$/gm)]
  return counts.reduce((sum, [, of, count]) => sum + (Number(of) === status ? Number(count) : 0), 0)
}

test('unread answers take no place of other requests', async () => {
  // Together larger than the kernel's buffers for a client that does not read.
  for (let n = 1; n <= 4; n++) {
    readers.push(await deaf(posted(wordy).repeat(16)))
    await expect.poll(() => answered(200), { timeout: 30_000 }).toBe(n * 16)
  }
  const others = await Promise.all(Array.from({ length: 16 }, () => app.ask('{ __typename }')))
  expect(others.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 200))
})

test('a hundred requests may wait on a connection; more end only that connection', async () => {
  const alive = 'GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n'
  const hundred = await deaf(alive.repeat(100))
  const more = await deaf(alive.repeat(1_000))
  readers = [hundred, more]
  more.resume()
  await once(more, 'close')
  let text = ''
  hundred.setEncoding('utf8').on('data', part => {
    text += part
  })
  hundred.resume()
  await expect.poll(() => text.match(/HTTP\/1\.1 200/g)?.length).toBe(100)
  expect((await app.ask('{ __typename }')).status).toBe(200)
})
