import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8 from growing its young generation with the speed of allocation, which takes over 100 MB on a machine with
 * much memory though an import holds a few batches only. Call before the work starts.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
