import { useState } from 'react'
import { useRefresh } from '../../../api/live.ts'
import { usePage } from '../../../api/use-page.ts'
import { Card } from '../../../parts/card.tsx'
import { SecretDialog } from '../../../parts/forms/secret-dialog.tsx'
import { DeadLetters } from './dead-letters.tsx'
import { DestinationForm } from './destination-form.tsx'
import { DestinationTable } from './destination-table.tsx'
import { Destinations as DestinationsOperation } from './destinations.graphql.ts'

/** The products and servers that get all events, how far behind each is, and what none of them took. */
export default function Destinations() {
  const page = usePage(DestinationsOperation, {})
  useRefresh(page.refresh)
  const [isNew, setIsNew] = useState(false)
  const [secret, setSecret] = useState<string | undefined>()
  return (
    <>
      <Card
        title="Destinations"
        page={page}
        fields={['destinations']}
        className="wide"
        aside={
          <button type="button" className="button primary" onClick={() => setIsNew(true)}>
            New destination
          </button>
        }
      >
        {({ destinations }) => <DestinationTable destinations={destinations.nodes} refresh={page.refresh} />}
      </Card>
      <Card title="What was refused" page={page} fields={['deadLetters', 'destinations']}>
        {({ deadLetters, destinations }) => (
          <DeadLetters letters={deadLetters} destinations={destinations.nodes} refresh={page.refresh} />
        )}
      </Card>
      {isNew && (
        <DestinationForm
          onMade={made => {
            page.refresh()
            if (made) setSecret(made)
          }}
          onClose={() => setIsNew(false)}
        />
      )}
      {secret !== undefined && (
        <SecretDialog
          title="The secret of the destination"
          secret={secret}
          hint="The receiver checks the signature of each message with it."
          onClose={() => setSecret(undefined)}
        />
      )}
    </>
  )
}
