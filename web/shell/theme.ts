export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'convograph.theme'

export const currentTheme = (): Theme =>
  themes.find(theme => theme === sessionStorage.getItem(key)) ?? 'system'

/** The colours are variables of `style/theme.css`; `color-scheme` chooses between them. */
export function applyTheme(theme: Theme = currentTheme()): void {
  sessionStorage.setItem(key, theme)
  document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme
}
