import { type Change, type ChangedDefinition } from '../entities/audit-entry.ts'
import { type Definition } from '../entities/definition.ts'

/** A change of a definition, as the audit log has it. */
export const auditedChange = (action: Change['action'], { kind, id, name }: Definition): Change => ({
  action,
  kind: kind.toUpperCase() as ChangedDefinition,
  id,
  name,
})
