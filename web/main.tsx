import './style/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { presentPath } from './address/location.ts'
import { App } from './app.tsx'
import { preload } from './shell/shell.tsx'
import { applyTheme } from './shell/theme.ts'

applyTheme()
preload(presentPath())
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
