import { readdir, readFile } from 'node:fs/promises'
import { getPriority, setPriority } from 'node:os'

const nice = 10

/** The bit of `CAP_SYS_NICE` in the capabilities of a Linux process. */
const maySetPriorities = 1n << 23n

/**
 * Without `CAP_SYS_NICE` ClickHouse cannot lower the priority of one statement and restore it afterwards. Then all
 * threads of Node's pool get a lower priority for good, and the threads that ClickHouse starts from them inherit it:
 * the event loop, which reads requests, comes before every statement. Only Linux has a priority for each thread.
 */
export async function yieldProcessors(): Promise<void> {
  if (process.platform !== 'linux' || (await hasCapability())) return
  for (const thread of await poolThreads()) lowerPriority(thread)
}

/** A process that was started at a lower priority keeps it. Raising it needs the capability. */
function lowerPriority(thread: number): void {
  if (getPriority(thread) < nice) setPriority(thread, nice)
}

async function hasCapability(): Promise<boolean> {
  const status = await readFile('/proc/self/status', 'utf8')
  const effective = BigInt(`0x${/^CapEff:\s+(\w+)$/m.exec(status)![1]}`)
  return (effective & maySetPriorities) !== 0n
}

/** The pool has started all of its threads once anything has used it, such as the reading of this folder. */
async function poolThreads(): Promise<number[]> {
  const threads = (await readdir('/proc/self/task')).map(Number)
  const names = await Promise.all(threads.map(nameOf))
  return threads.filter((_, i) => names[i]!.startsWith('libuv-worker'))
}

/** A thread that has ended meanwhile has no name. */
const nameOf = (thread: number) => readFile(`/proc/self/task/${thread}/comm`, 'utf8').catch(() => '')
