import { migrations } from '../../migrations/index.ts'

/** Whether a database has the tables of this version, of an older one or of a newer one. */
export type Migrated = 'current' | 'older' | 'newer'

/** Compares the names of the migrations that have run with those of this version. */
export function migrated(names: string[]): Migrated {
  if (newerThanOurs(names).length) return 'newer'
  return migrations.every(({ name }) => names.includes(name)) ? 'current' : 'older'
}

export function newerThanOurs(names: string[]): string[] {
  const ours = new Set(migrations.map(({ name }) => name))
  return names.filter(name => !ours.has(name))
}
