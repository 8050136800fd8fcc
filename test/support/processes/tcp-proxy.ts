import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** An address that stays the same while the server behind it stops, starts and moves. */
export interface TcpProxy {
  port: number
  /** Sends new connections to this port of 127.0.0.1. */
  pointTo(port: number): void
  close(): Promise<void>
}

export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let port = target
  const server = createServer(client => {
    const upstream = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.pipe(to)
      // A side that disconnects closes the other side too, as without a proxy.
      from.on('error', () => undefined)
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as { port: number }).port,
    pointTo: next => {
      port = next
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
