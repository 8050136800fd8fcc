import { type WarningCode } from '../codes/warning-code.ts'

/** What the sender of an event should change, although the event is stored. */
export interface Warning {
  code: WarningCode
  field: string
  message: string
}
