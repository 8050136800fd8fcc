import { type TokenRole, tokenRoles } from '../auth/viewer.ts'

/** @throws Error unless the name is a role of tokens */
export function checkedRole(name: string): TokenRole {
  const role = tokenRoles.find(known => known === name)
  if (!role) throw new Error(`--role must be ${tokenRoles.join(' or ')}.`)
  return role
}
