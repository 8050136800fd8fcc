import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Attack } from './attack.ts'

/** The flaws of tokens, from which `forged-tokens.ts` makes attacks, and statements of SQL, which `e2e/custom-queries` runs. */
const ofAnotherForm = ['tokens.json', 'custom-sql.json']

/** The attacks of every list in the folder, by file name. */
export function readAttacks(folder: string): Map<string, Attack[]> {
  const files = readdirSync(folder).filter(file => file.endsWith('.json') && !ofAnotherForm.includes(file))
  return new Map(files.sort().map(file => [file.replace(/\.json$/, ''), attacksIn(join(folder, file))]))
}

function attacksIn(file: string): Attack[] {
  const attacks = JSON.parse(readFileSync(file, 'utf8')) as Attack[]
  const unknown = attacks.flatMap(attack => Object.keys(attack).filter(key => !keys.has(key)))
  if (unknown.length) throw new Error(`${file}: an attack has no ${[...new Set(unknown)].join(', ')}`)
  return attacks
}

const keys = new Set(
  Object.keys({
    list: 1,
    attack: 1,
    as: 1,
    method: 1,
    path: 1,
    headers: 1,
    query: 1,
    variables: 1,
    operationName: 1,
    body: 1,
    bodyBase64: 1,
    raw: 1,
    repeat: 1,
    status: 1,
    code: 1,
    reason: 1,
    receipts: 1,
    includes: 1,
    excludes: 1,
    answerHeaders: 1,
    ms: 1,
  } satisfies Record<keyof Attack, 1>),
)
