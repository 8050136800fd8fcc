import { useEffect, useId, useState } from 'react'

interface NameFieldProps {
  label: string
  value: string
  /** Those that are known; another one may be typed too. */
  names: string[]
  placeholder?: string
  onChange: (name: string) => void
}

/** A text with suggestions. It is taken when it is one of them, on Enter, and when the field is left. */
export function NameField({ label, value, names, placeholder, onChange }: NameFieldProps) {
  const list = useId()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const take = (name: string) => name.trim() !== value && onChange(name.trim())
  return (
    <>
      <input
        aria-label={label}
        list={list}
        value={text}
        placeholder={placeholder}
        onChange={({ target, nativeEvent }) => {
          setText(target.value)
          const isTyped = (nativeEvent as InputEvent).inputType?.startsWith('insertText')
          if (!isTyped && names.includes(target.value)) take(target.value)
        }}
        onBlur={() => take(text)}
        onKeyDown={({ key }) => key === 'Enter' && take(text)}
      />
      <datalist id={list}>
        {names.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
