import { randomOf } from '../fault/load/random.ts'
import { attackList } from './attack-list.ts'
import { type Attacked } from './attacked.ts'
import { readForgedTokens } from './forged-tokens.ts'
import { leaks } from './leaks.ts'
import { type Outcome } from './outcome.ts'
import { plant } from './plant.ts'
import { startProgress } from './progress.ts'
import { readAttacks } from './read-attacks.ts'
import { send } from './send.ts'
import { type Settings } from './settings.ts'
import { slowSockets } from './slow-sockets.ts'

const warmUps = 300
const largeWarmUps = 20

/** Runs every list while 600 connections trickle, and then checks the log for the planted strings. */
export async function runAttacks(attacked: Attacked, settings: Settings, outcome: Outcome): Promise<void> {
  const lists = listsOf(attacked, settings)
  const progress = startProgress([...lists.values()].reduce((sum, attacks) => sum + attacks.length, 0))
  try {
    const secrets = [...attacked.secrets, ...(await plant(attacked))]
    const slow = slowSockets(attacked.url)
    await warmUp(attacked)
    for (const [name, attacks] of lists) {
      progress.show(name)
      await attackList(attacked, shuffled(attacks, settings.seed), secrets, outcome, progress.done)
    }
    progress.show('waiting for the slow connections')
    outcome.failures.push(...(await slow))
    await checkRest(attacked, secrets, outcome)
  } finally {
    progress.stop()
  }
}

/** A token is signed just before its attack, because it is valid for seconds only. */
function listsOf({ forger }: Attacked, { list }: Settings) {
  const lists = new Map([...readAttacks(list)].map(([name, all]) => [name, all.map(attack => () => attack)]))
  if (forger)
    lists.set(
      'tokens',
      readForgedTokens().map(forged => () => forger.attackOf(forged)),
    )
  return lists
}

/** Caches that fill at first, the heap that the first large body needs, and open connections do not count as growth. */
async function warmUp(attacked: Attacked): Promise<void> {
  const question = { list: '', attack: '', query: '{ summary { totalEvents } }', status: 200 }
  for (let n = 0; n < warmUps; n++) await send(attacked, question)
  const body = '{"query":"{ summary { totalEvents } }"}{spaces}'
  const large = { list: '', attack: '', body, repeat: { spaces: { text: ' ', times: 900_000 } }, status: 200 }
  for (let n = 0; n < largeWarmUps; n++) await send(attacked, large)
}

async function checkRest(attacked: Attacked, secrets: string[], outcome: Outcome): Promise<void> {
  const log = await attacked.log()
  const lines = log.split('\n').filter(line => line.startsWith('{'))
  outcome.leaks.push(
    ...lines.flatMap(line => leaks(line, secrets).map(leak => `in the log: ${leak}: ${line}`)),
  )
  const errors = lines.filter(line => JSON.parse(line).level >= 50 || line.includes('INTERNAL_SERVER_ERROR'))
  outcome.failures.push(...errors.map(line => `in the log: ${line}`))
  if (attacked.forger?.requests()) outcome.failures.push('it asked for keys where a token pointed to')
}

function shuffled<Item>(items: Item[], seed: number): Item[] {
  const random = randomOf(seed)
  return items
    .map(item => ({ item, order: random.between(0, 1) }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}
