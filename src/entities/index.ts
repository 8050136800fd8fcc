import { AiCall } from './ai-call.ts'
import { ApiCall } from './api-call.ts'
import { ConversationChange } from './conversation-change.ts'
import { Event } from './event.ts'
import { Message } from './message.ts'
import { Project } from './project.ts'
import { SystemMetric } from './system-metric.ts'
import { User } from './user.ts'
import { UserActivity } from './user-activity.ts'

export const entities = [
  Project,
  User,
  Event,
  UserActivity,
  ConversationChange,
  Message,
  AiCall,
  ApiCall,
  SystemMetric,
]
