import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import Fastify from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endUnreadAnswers } from '../../src/http/end-unread-answers.ts'

/** Larger than the kernel's buffers for a client that does not read. */
const answer = 'a'.repeat(32_000_000)

let server: ReturnType<typeof Fastify>
let client: Socket

beforeEach(async () => {
  server = Fastify()
  endUnreadAnswers(server, 1_000)
  server.get('/', () => answer)
  await server.listen({ host: '127.0.0.1', port: 0 })
  client = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => undefined)
})
afterEach(async () => {
  client.destroy()
  await server.close()
})

const connections = () =>
  new Promise<number>(resolve => server.server.getConnections((_: unknown, count: number) => resolve(count)))

test('a connection whose client does not read is closed', async () => {
  client.pause().write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  await expect.poll(connections).toBe(1)
  await expect.poll(connections, { timeout: 10_000 }).toBe(0)
})

test('a connection whose client reads stays open for the next request', async () => {
  let bytes = 0
  client.on('data', part => {
    bytes += part.length
  })
  const ask = async () => {
    const before = bytes
    client.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
    await expect.poll(() => bytes - before, { timeout: 10_000 }).toBeGreaterThan(answer.length)
  }
  await ask()
  // Longer than a client may take to read an answer.
  await new Promise(resolve => setTimeout(resolve, 1_200))
  await ask()
  expect(await connections()).toBe(1)
})

test('a client that disconnects in the middle of an answer ends only its own connection', async () => {
  client.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  await once(client, 'data')
  client.destroy()
  await expect.poll(connections).toBe(0)
})
