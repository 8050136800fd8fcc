import { EventEmitter, once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** The network between the service and PostgreSQL, with faults. */
export interface Network {
  port: number
  /** Everything arrives this much later, in each direction, and no faster than this. */
  slowDown(delayMs: number, bytesPerSecond: number): void
  /** Nothing arrives until the network heals, and neither side notices. */
  stall(): void
  /** Bytes under way, and all later bytes of these connections, are lost, and neither side notices. */
  lose(): void
  /** Ends the faults. A connection that has lost bytes is unusable and is ended. */
  heal(): void
  close(): Promise<void>
}

interface Pair {
  sockets: [Socket, Socket]
  isLost: boolean
}

/** A proxy on a free port of 127.0.0.1 that leads to `target`. */
export async function openNetwork(target: number): Promise<Network> {
  const pairs = new Set<Pair>()
  const signals = new EventEmitter().setMaxListeners(0)
  let state: 'open' | 'stalled' | 'lossy' = 'open'
  let delayMs = 0
  let bytesPerSecond = Number.POSITIVE_INFINITY

  const passable = async () => {
    while (state === 'stalled') await once(signals, 'healed')
  }

  /** Each chunk has its time of arrival; later chunks wait behind it, as on a line. */
  const carry = (pair: Pair, from: Socket, to: Socket) => {
    let line = Promise.resolve()
    const behind = (step: () => Promise<unknown> | unknown) => {
      line = line.then(async () => void (await step()))
    }
    from.on('data', (chunk: Buffer) => {
      const due = performance.now() + delayMs
      behind(async () => {
        await passable()
        if (pair.isLost) return
        const early = due - performance.now()
        if (early > 0) await pause(early)
        to.write(chunk)
        if (bytesPerSecond < Number.POSITIVE_INFINITY) await pause((chunk.length / bytesPerSecond) * 1_000)
      })
    })
    from.on('error', () => undefined)
    from.on('close', () =>
      behind(async () => {
        await passable()
        if (!pair.isLost) end(pair)
      }),
    )
  }

  const end = (pair: Pair) => {
    for (const socket of pair.sockets) socket.destroy()
    pairs.delete(pair)
  }

  const server = createServer(client => {
    const upstream = connect(target, '127.0.0.1')
    const pair: Pair = { sockets: [client, upstream], isLost: state === 'lossy' }
    pairs.add(pair)
    carry(pair, client, upstream)
    carry(pair, upstream, client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as { port: number }).port,
    slowDown: (delay, bytes) => {
      delayMs = delay
      bytesPerSecond = bytes
    },
    stall: () => {
      state = 'stalled'
    },
    lose: () => {
      state = 'lossy'
      for (const pair of pairs) pair.isLost = true
    },
    heal: () => {
      state = 'open'
      delayMs = 0
      bytesPerSecond = Number.POSITIVE_INFINITY
      for (const pair of pairs) if (pair.isLost) end(pair)
      signals.emit('healed')
    },
    close: async () => {
      for (const pair of pairs) end(pair)
      server.close()
      await once(server, 'close')
    },
  }
}
