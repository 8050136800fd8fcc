import { GraphiQL } from 'graphiql'
import { useMemo } from 'react'
import { useSession } from '../session/session.ts'
import { currentTheme } from '../shell/theme.ts'
import { type Asked } from './asked.ts'
import { examples } from './examples.ts'
import { fetcherWith } from './fetcher.ts'
import { tabStorage } from './tab-storage.ts'
import { TokenBar } from './token-bar.tsx'

const theme = currentTheme()

/** GraphiQL with the session of this tab. Another token asks for the schema again. */
export function Explorer({ asked }: { asked: Asked | undefined }) {
  const token = useSession().session?.token ?? ''
  const fetcher = useMemo(() => fetcherWith(token), [token])
  return (
    <>
      <TokenBar hasToken={token !== ''} />
      <main>
        <GraphiQL
          key={token}
          fetcher={fetcher}
          storage={tabStorage}
          defaultTabs={asked ? [asked, ...examples] : examples}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          forcedTheme={theme === 'system' ? undefined : theme}
          initialQuery={asked?.query}
          initialVariables={asked && (asked.variables ?? '')}
        />
      </main>
    </>
  )
}
