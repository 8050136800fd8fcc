import { describedEnum, type EnumOf } from '../described-enum.ts'

export const ExportList = describedEnum(
  'ExportList',
  'A list to export, with the columns that docs/exports.md describes.',
  {
    EVENTS: 'The events of the range, of every kind.',
    MESSAGES: 'The messages of the range, with tokens and cost.',
    AI_CALLS: 'The AI calls of the range, with tokens, cost and duration.',
    API_CALLS: 'The API calls of the range, with status and duration.',
    ACTIVITIES: 'The account activities of the range, such as logins.',
    SYSTEM_METRICS: 'The measured values of machines and processes in the range.',
    CONVERSATIONS: 'The conversations that started in the range, as they are now.',
    USERS: 'The users with an event in the range, with their traits.',
    AUDIT_LOG:
      'The entries of the audit log of the range, as `auditLog` shows them, for administrators only. Not as Parquet, and without a filter.',
  },
)
export type ExportList = EnumOf<typeof ExportList>
