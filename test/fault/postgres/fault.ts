import { type OpenLoop } from '../open-loop.ts'
import { type Run } from '../run.ts'
import { type Cluster } from './cluster.ts'
import { type Network } from './network.ts'

/** What a fault can reach. */
export interface Reach {
  run: Run
  cluster: Cluster
  network: Network
  load: OpenLoop
  /** For how long a fault that lasts does so. */
  outageMs: number
}

/** Something that happens to PostgreSQL or on the way to it. */
export interface Fault {
  /** What is done, as the line about it says. */
  what: string
  /** Strikes, lasts, and is over when it returns: from then on PostgreSQL can be used again. */
  strike(reach: Reach): Promise<void>
  /** What /health/ready is seen to do. */
  ready: 'falls' | 'may fall' | 'stays'
  /** Whether some requests have to be refused, so that the fault is known to have struck. */
  refuses?: true
  /** The longest that an answer may take meanwhile, from the intended start. */
  mostMs?: number
}
