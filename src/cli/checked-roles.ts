import { type TokenRole, tokenRoles } from '../auth/viewer.ts'

/** The roles of the option `--role`, each once. @throws Error for a name that is no role of tokens */
export const checkedRoles = (names: string[]): TokenRole[] => [...new Set(names.map(checkedRole))]

function checkedRole(name: string): TokenRole {
  const role = tokenRoles.find(known => known === name)
  if (!role) throw new Error(`--role must be ${tokenRoles.join(', ').replace(/, (?=[^,]*$)/, ' or ')}.`)
  return role
}
