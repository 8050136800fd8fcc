import { useState } from 'react'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { exact, rate } from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { UserTable } from '../../parts/users/user-table.tsx'
import { UsersDialog } from '../../parts/users/users-dialog.tsx'
import { type Condition, writeCondition } from './condition.ts'
import { SegmentMembers, SegmentPreview, type SegmentPreviewQueryVariables } from './segments.graphql.ts'

interface PreviewProps {
  condition: Condition
  /** The saved segment with this condition; its members can all be listed. */
  savedId: string | undefined
}

/** The size of the segment as it is being built, and ten of its users. */
export function Preview({ condition, savedId }: PreviewProps) {
  const [isOpen, setIsOpen] = useState(false)
  const input = { condition: JSON.parse(writeCondition(condition)) } as SegmentPreviewQueryVariables['input']
  const page = usePage(SegmentPreview, { input })
  useRefresh(page.refresh)
  return (
    <Card title="Users now" page={page} fields={['previewSegment']} className="wide">
      {({ previewSegment: { size, knownUsers, share, members } }) => (
        <>
          <p>
            <b className="number-value">{exact(size)}</b> of {exact(knownUsers)} known users ({rate(share)})
          </p>
          {size > 0 && <UserTable label="Ten of the users" users={members} />}
          {size === 0 && <p className="empty">Nobody meets this condition now.</p>}
          {size > members.length && (
            <p className="hint">
              {savedId ? (
                <button type="button" className="button" onClick={() => setIsOpen(true)}>
                  Show all {exact(size)}
                </button>
              ) : (
                'The newest ten. All of them can be listed once the segment is saved.'
              )}
            </p>
          )}
          {isOpen && savedId && (
            <UsersDialog
              title="Members"
              count={size}
              operation={SegmentMembers}
              variablesAfter={after => ({ id: savedId, after })}
              pageOf={data => data.segment?.members}
              onClose={() => setIsOpen(false)}
            />
          )}
        </>
      )}
    </Card>
  )
}
