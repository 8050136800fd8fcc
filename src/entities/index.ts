import { Account } from './account.ts'
import { AiCall } from './ai-call.ts'
import { ApiCall } from './api-call.ts'
import { ApiKey } from './api-key.ts'
import { AuditEntry } from './audit-entry.ts'
import { Conversation } from './conversation.ts'
import { ConversationChange } from './conversation-change.ts'
import { DailyStats } from './daily-stats.ts'
import { Definition } from './definition.ts'
import { Event } from './event.ts'
import { Message } from './message.ts'
import { ModelPrice } from './model-price.ts'
import { Project } from './project.ts'
import { SegmentSnapshot } from './segment-snapshot.ts'
import { SystemMetric } from './system-metric.ts'
import { User } from './user.ts'
import { UserActivity } from './user-activity.ts'

export const entities = [
  Project,
  User,
  Conversation,
  Event,
  UserActivity,
  ConversationChange,
  Message,
  AiCall,
  ApiCall,
  SystemMetric,
  ModelPrice,
  DailyStats,
  Definition,
  SegmentSnapshot,
  ApiKey,
  Account,
  AuditEntry,
]
