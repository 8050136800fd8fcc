import { Account } from './account.ts'
import { AlertCheck } from './alerts/alert-check.ts'
import { AlertEvent } from './alerts/alert-event.ts'
import { AlertGroup } from './alerts/alert-group.ts'
import { ApiKey } from './api-key.ts'
import { AuditEntry } from './audit-entry.ts'
import { Conversation } from './conversation.ts'
import { DailyStats } from './daily-stats.ts'
import { Definition } from './definition.ts'
import { eventEntities } from './event-columns.ts'
import { Export } from './export.ts'
import { DeadLetter } from './forwarding/dead-letter.ts'
import { Job } from './job.ts'
import { ModelAlias } from './model-alias.ts'
import { ModelPrice } from './model-price.ts'
import { Project } from './project.ts'
import { Delivery } from './reports/delivery.ts'
import { ReportRun } from './reports/report-run.ts'
import { SegmentSnapshot } from './segment-snapshot.ts'
import { ShareLink } from './share-link.ts'
import { User } from './user.ts'

export const entities = [
  Project,
  User,
  Conversation,
  ...Object.values(eventEntities),
  ModelPrice,
  ModelAlias,
  DailyStats,
  Definition,
  SegmentSnapshot,
  ReportRun,
  Delivery,
  DeadLetter,
  AlertCheck,
  AlertGroup,
  AlertEvent,
  ApiKey,
  ShareLink,
  Job,
  Export,
  Account,
  AuditEntry,
]
