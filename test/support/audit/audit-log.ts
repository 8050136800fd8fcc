import { type AuditFilterInput, AuditLogDocument } from '../../e2e/operations/operations.ts'
import { story } from '../story.ts'
import type { TestApp } from '../test-app.ts'

/** The entries of a project, newest first, as its administrator sees them. */
export const auditEntries = async (app: TestApp, project: string, filter?: AuditFilterInput) =>
  (await story(app, project).answer(AuditLogDocument, { filter })).auditLog.nodes

/** The input of a segment with this name, whose condition matches no user. */
export const segmentInput = (name: string) => ({
  name,
  condition: { trait: { key: 'plan', values: ['none'] } },
})
export const createSegment = `mutation MakeSegment($input: CreateSegmentInput!) {
  createSegment(input: $input) { segment { id } userErrors { code } }
}`
export interface CreatedSegment {
  createSegment: { segment: { id: string } }
}
