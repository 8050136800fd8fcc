import { type OpenLoop } from '../load/open-loop.ts'
import { type Run } from '../run.ts'
import { type Cluster } from './cluster.ts'
import { type Network } from './network.ts'

/** The targets of a fault. */
export interface Reach {
  run: Run
  cluster: Cluster
  network: Network
  load: OpenLoop
  /** The duration of a fault that lasts. */
  outageMs: number
}

/** A fault of PostgreSQL or of the network to it. */
export interface Fault {
  /** The description of the fault in its line of output. */
  what: string
  /** Strikes, and returns when the fault is over: then PostgreSQL is usable again. */
  strike(reach: Reach): Promise<void>
  /** The expected answers of /health/ready. */
  ready: 'falls' | 'may fall' | 'stays'
  /** Whether some requests must be refused, as a sign that the fault has struck. */
  refuses?: true
  /** The longest time for an answer during the fault, from its intended start. */
  mostMs?: number
}
