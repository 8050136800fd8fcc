import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { createServer as createTlsServer } from 'node:tls'
import { type SelfSigned } from './self-signed.ts'

/** A way to a server that can be made slow, or to lead nowhere. */
export interface ServerProxy {
  port: number
  /** Holds back everything that the server sends from now on for this time, or until there is another one. */
  delay(ms: number): void
  close(): Promise<void>
}

/** How long a delayed piece waits before it looks whether it still has to wait. */
const stepMs = 20

/** Listens on 127.0.0.1, with TLS if there is a certificate, and passes everything on to a port of this machine. */
export async function startServerProxy(target: number, certificate?: SelfSigned): Promise<ServerProxy> {
  const sockets = new Set<Socket>()
  let delayMs = 0
  const slow = () =>
    new Transform({
      transform: async (piece, _, done) => {
        for (let waited = 0; waited < delayMs; waited += stepMs) await pause(stepMs)
        done(null, piece)
      },
    })
  const pass = (client: Socket) => {
    const upstream = connect(target, '127.0.0.1')
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
    client.pipe(upstream)
    upstream.pipe(slow()).pipe(client)
  }
  const server: Server = certificate ? createTlsServer(certificate, pass) : createServer(pass)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as { port: number }).port,
    delay: ms => {
      delayMs = ms
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
