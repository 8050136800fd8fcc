import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 collect garbage early. Left alone it lets the heap grow with the speed of allocation, to 300 MB on a machine
 * with much memory, though an import holds only a few batches. Call before the work starts.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=60')
}
