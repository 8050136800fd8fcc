import { behaviorTools } from './behavior.ts'
import { conversationTools } from './conversations.ts'
import { costTools, sqlTools } from './costs.ts'
import { overviewTools } from './overview.ts'
import { type DocumentTool } from './tool.ts'
import { userTools } from './users.ts'
import { watchTools } from './watch.ts'

/** Every tool that is a document, by its name. A further tool is one more record. */
export const documentTools: Record<string, DocumentTool> = {
  ...overviewTools,
  ...userTools,
  ...behaviorTools,
  ...conversationTools,
  ...costTools,
  ...watchTools,
  ...sqlTools,
}

/** The tools that need custom queries. */
export const sqlToolNames = Object.keys(sqlTools)
