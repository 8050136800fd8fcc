import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import Fastify from 'fastify'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { endUnreadAnswers } from '../../src/http/end-unread-answers.ts'

/** Larger than the kernel's buffers for a client that does not read. */
const answer = 'a'.repeat(32_000_000)

let server: ReturnType<typeof Fastify>
let client: Socket
/** The client's connection, seen from the server. */
let connection: Socket

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  server = Fastify()
  endUnreadAnswers(server, 1_000)
  server.get('/', () => answer)
  await server.listen({ host: '127.0.0.1', port: 0 })
  const connected = once(server.server, 'connection')
  client = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => undefined)
  ;[connection] = (await connected) as [Socket]
})
afterEach(async () => {
  vi.useRealTimers()
  client.destroy()
  await server.close()
})

/** Polls of the tests themselves would move their clock on. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(resolve => setTimeout(resolve, 5))
}

const ask = () => client.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')

test('a connection whose client does not read is closed', async () => {
  client.pause()
  ask()
  await until(() => connection.bytesWritten > 0)
  vi.advanceTimersByTime(999)
  expect(connection.destroyed).toBe(false)
  vi.advanceTimersByTime(1)
  expect(connection.destroyed).toBe(true)
})

test('a connection whose client reads stays open for the next request', async () => {
  let bytes = 0
  client.on('data', part => {
    bytes += part.length
  })
  const read = async () => {
    const before = bytes
    ask()
    await until(() => bytes - before > answer.length)
  }
  await read()
  await until(() => vi.getTimerCount() === 0)
  vi.advanceTimersByTime(1_200)
  await read()
  expect(connection.destroyed).toBe(false)
})

test('a client that disconnects in the middle of an answer ends only its own connection', async () => {
  ask()
  await once(client, 'data')
  client.destroy()
  await until(() => connection.destroyed)
})
