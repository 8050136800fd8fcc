import { killed, leftOpen, terminated } from './backends.ts'
import { locked, noConnectionLeft, poolUsedUp } from './crowding.ts'
import { type Fault } from './fault.ts'
import { down, readOnly, restarted } from './server.ts'
import { hung, lost, slow } from './ways.ts'

/** By their names on the command line. */
export const faults = {
  F4: terminated,
  F5: killed,
  F6: restarted,
  F7: down,
  F8: hung,
  F9: slow,
  F10: lost,
  F11: noConnectionLeft,
  F12: poolUsedUp,
  F15: locked,
  F18: readOnly,
  F24: leftOpen,
} satisfies Record<string, Fault>

export type FaultName = keyof typeof faults
