import { chownSync, readdirSync, readFileSync } from 'node:fs'
import { Session } from 'chdb'
import { yieldProcessors } from '../../../src/engines/yield-processors.ts'

// A program for a test: gives up root rights, if it has them, and prints the priorities of threads while ClickHouse
// runs a statement, as `{ "MainThread": [0], "libuv-worker": [10, …], … }`. Its argument is an empty folder for the data.

const nobody = 65_534
const folder = process.argv[2]!
if (process.getuid?.() === 0) {
  chownSync(folder, nobody, nobody)
  process.setuid!(nobody)
}
await yieldProcessors()
const session = new Session(folder)
const counted = session.queryAsync('select count() from numbers_mt(60000000) where sipHash64(number) = 1')
const seen = new Map<string, Set<number>>()
while (!(await Promise.race([counted.then(() => true), pause()]))) note()
session.close()
console.log(JSON.stringify(Object.fromEntries([...seen].map(([name, values]) => [name, [...values]]))))

function pause(): Promise<false> {
  return new Promise(resolve => setTimeout(() => resolve(false), 20))
}

function note(): void {
  for (const thread of readdirSync('/proc/self/task')) {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
    const name = /\((.*)\)/.exec(stat)![1]!
    const nice = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
    seen.set(name, (seen.get(name) ?? new Set()).add(nice))
  }
}
