import { setTimeout as pause } from 'node:timers/promises'

/** Waits until a condition holds. @throws Error that names it, if it does not hold in time */
export async function until(condition: string, mostMs: number, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + mostMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not within ${mostMs / 1_000} s: ${condition}`)
    await pause(500)
  }
}
