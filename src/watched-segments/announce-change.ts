import { type ClientBase } from 'pg'
import { type Definition } from '../entities/definition.ts'
import { type AnnouncedType } from '../schema/webhooks/webhook-event.ts'
import { announce } from '../webhooks/announce.ts'
import { type MembersChange } from './note-members.ts'

/** Announces the users that have entered and those that have left, each in one message. */
export async function announceChange(
  client: ClientBase,
  { id, project, name }: Pick<Definition, 'id' | 'project' | 'name'>,
  { entered, left }: MembersChange,
  { key, at }: { key: string; at: Date },
): Promise<void> {
  const moves = [
    ['segment.entered', entered, 'entered'],
    ['segment.left', left, 'left'],
  ] satisfies [AnnouncedType, object, string][]
  for (const [type, { count, userIds }, verb] of moves) {
    if (!count) continue
    const text = `${count} ${count === 1 ? 'user has' : 'users have'} ${verb} the segment.`
    const data = { name, text, segmentId: id, count, userIds, isComplete: count === userIds.length }
    await announce(client, { project, type, key: `${id}:${key}`, at, data })
  }
}
