import { megabytesOf } from '../fault/resident.ts'
import { answerProblems } from './answer-problems.ts'
import { type Attack } from './attack.ts'
import { type Attacked } from './attacked.ts'
import { leaks } from './leaks.ts'
import { type Outcome } from './outcome.ts'
import { type Answer, send } from './send.ts'

/** Several, in case the machine is busy, or the heap takes one of its steps: only what the attack costs each time counts. */
const tries = 3
const mostMs = 200
const mostGrownMB = 50

const harmless: Attack = { list: '', attack: 'a question', query: '{ __typename }', status: 200, code: null }

/** Sends the attacks one after another, and a harmless question after each; `secrets` may be in no answer. */
export async function attackList(
  attacked: Attacked,
  attacks: (() => Attack)[],
  secrets: string[],
  outcome: Outcome,
  done: () => void,
): Promise<void> {
  for (const attackNow of attacks) {
    const attack = attackNow()
    const name = `${attack.list} ${attack.attack}`
    const before = await residentMB(attacked)
    const answer = await timed(attacked, attack).catch(error => {
      throw new Error(`${name}: ${error}`)
    })
    const grownMB = await growth(attacked, attack, before)
    const failures = [...problemsOf(attack, answer, grownMB), ...(await afterwards(attacked))]
    const leaked = leaks(answer.body, secrets)
    attacked.history.add('attack', { name, status: answer.status, ms: answer.ms, grownMB, failures, leaked })
    if (failures.length) attacked.history.add('answer', { name, ...answer })
    outcome.attacks++
    outcome.failures.push(...failures.map(problem => `${name}: ${problem}`))
    outcome.leaks.push(...leaked.map(leak => `${name}: ${leak}`))
    if (answer.ms > outcome.slowest.ms) outcome.slowest = { ms: answer.ms, attack: name }
    if (grownMB > outcome.largest.grownMB) outcome.largest = { grownMB, attack: name }
    done()
  }
}

/** The log of a service that was started for the run. */
const residentMB = async ({ service }: Attacked) => (service ? megabytesOf(service.pid) : 0)

function problemsOf(attack: Attack, answer: Answer, grownMB: number): string[] {
  const most = attack.ms ?? mostMs
  const isSlow = answer.ms > most
  return [
    ...answerProblems(attack, answer),
    ...(isSlow ? [`took ${Math.round(answer.ms)} ms, more than ${most}`] : []),
    ...(grownMB > mostGrownMB ? [`let the service grow by ${grownMB} MB`] : []),
  ]
}

/** The first answer, with the shortest time. */
async function timed(attacked: Attacked, attack: Attack): Promise<Answer> {
  const answer = await send(attacked, attack)
  let { ms } = answer
  for (let n = 1; n < tries && ms > (attack.ms ?? mostMs); n++)
    ms = Math.min(ms, (await send(attacked, attack)).ms)
  return { ...answer, ms }
}

/** The growth since there were `before` MB, the smallest one of several tries if it is large. */
async function growth(attacked: Attacked, attack: Attack, before: number): Promise<number> {
  let grownMB = (await residentMB(attacked)) - before
  for (let n = 1; n < tries && grownMB > mostGrownMB; n++) {
    const between = await residentMB(attacked)
    await send(attacked, attack)
    grownMB = Math.min(grownMB, (await residentMB(attacked)) - between)
  }
  return grownMB
}

async function afterwards(attacked: Attacked): Promise<string[]> {
  const answer = await send(attacked, harmless)
  return answerProblems(harmless, answer).map(problem => `afterwards, ${harmless.attack}: ${problem}`)
}
