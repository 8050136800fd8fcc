import { reading, type ScopeArgs, scopeOf } from '../reading.ts'

/** The cost of finding the models that were used, and of adding up the tokens of the calls. */
export const simulationCost = (args: ScopeArgs): number =>
  reading('named', scopeOf(args)) + reading('kind', scopeOf(args))
