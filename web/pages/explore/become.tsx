import { useState } from 'react'
import { copy } from '../../parts/copy.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { AlertDialog } from './alert-dialog.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { type Found } from './found.ts'
import { WidgetDialog } from './widget-dialog.tsx'

const dialogs = { widget: WidgetDialog, alert: AlertDialog, export: ExportDialog }

/** What an answer can become. */
export function Become(found: Found) {
  const [opened, setOpened] = useState<keyof typeof dialogs | undefined>()
  const Opened = opened && dialogs[opened]
  return (
    <>
      <Menu label="Use it …">
        {close => {
          const item = (name: string, run: () => void) => (
            <MenuItem
              onClick={() => {
                close()
                run()
              }}
            >
              {name}
            </MenuItem>
          )
          return (
            <>
              {item('Add to a dashboard', () => setOpened('widget'))}
              {item('Tell me when it changes', () => setOpened('alert'))}
              {item('Export as a file', () => setOpened('export'))}
              {item('Copy the link', copyLink)}
            </>
          )
        }}
      </Menu>
      {Opened && <Opened {...found} onClose={() => setOpened(undefined)} />}
    </>
  )
}

const copyLink = () => copy(window.location.href, 'Copied: the link asks the same question.')
