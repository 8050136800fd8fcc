import { answerProblems } from './answer-problems.ts'
import { type Attack } from './attack.ts'
import { type Attacked } from './attacked.ts'
import { leaks } from './leaks.ts'
import { type Outcome } from './outcome.ts'
import { residentMemory } from './resident-memory.ts'
import { type Answer, send } from './send.ts'

/** Several when the machine is busy with something else: what counts is what the attack costs. */
const triesInTime = 3
const mostMs = 200

const harmless: Attack = { list: '', attack: 'a question', query: '{ __typename }', status: 200, code: null }

/** Sends the attacks one after the other, and a harmless question after each; `secrets` may show in no answer. */
export async function attackList(
  attacked: Attacked,
  [list, attacks]: [string, (() => Attack)[]],
  secrets: string[],
  outcome: Outcome,
  done: () => void,
): Promise<void> {
  const before = await residentMemory(attacked.service?.pid)
  for (const attackNow of attacks) {
    const attack = attackNow()
    const name = `${attack.list} ${attack.attack}`
    const answer = await timed(attacked, attack).catch(error => {
      throw new Error(`${name}: ${error}`)
    })
    const failures = [...problemsOf(attack, answer), ...(await afterwards(attacked))]
    const leaked = leaks(answer.body, secrets)
    attacked.history.add('attack', { name, status: answer.status, ms: answer.ms, failures, leaked })
    if (failures.length) attacked.history.add('answer', { name, ...answer })
    outcome.attacks++
    outcome.failures.push(...failures.map(problem => `${name}: ${problem}`))
    outcome.leaks.push(...leaked.map(leak => `${name}: ${leak}`))
    if (answer.ms > outcome.slowest.ms) outcome.slowest = { ms: answer.ms, attack: name }
    done()
  }
  const after = await residentMemory(attacked.service?.pid)
  if (before && after) outcome.grownMB[list] = after - before
}

function problemsOf(attack: Attack, answer: Answer): string[] {
  const most = attack.ms ?? mostMs
  const isSlow = answer.ms > most
  return [
    ...answerProblems(attack, answer),
    ...(isSlow ? [`took ${Math.round(answer.ms)} ms, more than ${most}`] : []),
  ]
}

/** The first answer, with the shortest time. */
async function timed(attacked: Attacked, attack: Attack): Promise<Answer> {
  const answer = await send(attacked, attack)
  let { ms } = answer
  for (let n = 1; n < triesInTime && ms > (attack.ms ?? mostMs); n++)
    ms = Math.min(ms, (await send(attacked, attack)).ms)
  return { ...answer, ms }
}

async function afterwards(attacked: Attacked): Promise<string[]> {
  const answer = await send(attacked, harmless)
  return answerProblems(harmless, answer).map(problem => `afterwards, ${harmless.attack}: ${problem}`)
}
