import 'graphiql/setup-workers/vite'
import '@graphiql/react/style.css'
import '@graphiql/plugin-doc-explorer/style.css'
import '@graphiql/plugin-history/style.css'
import 'graphiql/graphiql.css'
import './explorer.css'
import { createRoot } from 'react-dom/client'
import { currentSession, signIn } from '../session/session.ts'
import { askedBy } from './asked.ts'
import { Explorer } from './explorer.tsx'

// A tab that the page has opened has a copy of its session. A refresh token works once, so it is left to the page.
const session = currentSession()
if (opener && session) signIn({ token: session.token })

const asked = askedBy(location.hash)
// Read once: a reload shows what was made of it.
history.replaceState(null, '', location.pathname + location.search)
createRoot(document.getElementById('root')!).render(<Explorer asked={asked} />)
