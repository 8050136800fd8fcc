import { type Export } from '../entities/export.ts'
import { ExportStatus } from '../schema/exports/export.ts'

/** The status of an export at an instant. */
export function statusAt(now: Date, { state, expiresAt }: Export): ExportStatus {
  return state === 'DONE' && expiresAt! <= now ? ExportStatus.EXPIRED : state
}

/** The condition that an export has a status. */
export function withStatus(now: Date, status: ExportStatus | null | undefined): object {
  if (status == null) return {}
  if (status === ExportStatus.EXPIRED) return { state: 'DONE', expiresAt: { $lte: now } }
  return status === ExportStatus.DONE ? { state: status, expiresAt: { $gt: now } } : { state: status }
}
