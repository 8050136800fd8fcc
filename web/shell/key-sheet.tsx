import { Dialog } from '../parts/dialog.tsx'
import { type Keys } from './keys.ts'

const names: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' }

/** All keys, at `?`. */
export const KeySheet = ({ keys, onClose }: { keys: Keys; onClose: () => void }) => (
  <Dialog title="Keys" onClose={onClose}>
    <dl className="keys">
      {keys.map(({ key, does }) => (
        <div key={key}>
          <dt>
            {key.split(' ').map(part => (
              <kbd key={part}>{names[part] ?? part.toUpperCase()}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
    <p className="hint">On a chart, ← and → move from point to point.</p>
  </Dialog>
)
