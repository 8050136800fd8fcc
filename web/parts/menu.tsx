import { type ReactNode, useId, useState } from 'react'

interface MenuProps {
  /** Of the button, for a key that presses it. */
  id?: string
  /** What the button shows. */
  label: ReactNode
  /** What the button is called, if its label does not say it. */
  name?: string
  className?: string
  /** The content; `close` closes it. */
  children: (close: () => void) => ReactNode
}

/**
 * A button that opens a box beside it. The browser closes it on Escape and on a click elsewhere. The content is there from the
 * first opening on.
 */
export function Menu({ id: buttonId, label, name, className = 'button', children }: MenuProps) {
  const id = useId()
  const [hasOpened, setHasOpened] = useState(false)
  const close = () => document.getElementById(id)?.hidePopover()
  return (
    <>
      <button
        id={buttonId}
        type="button"
        className={className}
        popoverTarget={id}
        aria-label={name}
        title={name}
      >
        {label}
      </button>
      <div id={id} popover="auto" className="menu" onBeforeToggle={() => setHasOpened(true)}>
        {hasOpened && children(close)}
      </div>
    </>
  )
}

interface MenuItemProps {
  onClick: () => void
  children: ReactNode
  /** The key that does the same. */
  keys?: string
  isChosen?: boolean
}

export const MenuItem = ({ onClick, children, keys, isChosen }: MenuItemProps) => (
  <button type="button" className="menu-item" onClick={onClick} aria-current={isChosen || undefined}>
    <span>{children}</span>
    {keys && <kbd>{keys}</kbd>}
  </button>
)
