import { useState } from 'react'
import { useRefresh } from '../../../api/live.ts'
import { useChange } from '../../../api/use-change.ts'
import { usePage } from '../../../api/use-page.ts'
import { Card } from '../../../parts/card.tsx'
import { Action } from '../../../parts/forms/action.tsx'
import { useDone } from '../use-done.ts'
import { BudgetForm } from './budget-form.tsx'
import { BudgetState } from './budget-state.tsx'
import { Budgets as BudgetsOperation, type BudgetsQuery, DeleteBudget } from './budgets.graphql.ts'

type Budget = NonNullable<BudgetsQuery['budgets']>['nodes'][number]

/** What may be spent, what is spent, and what it will be at the end of the period. */
export default function Budgets() {
  const page = usePage(BudgetsOperation, {})
  useRefresh(page.refresh)
  const change = useChange()
  const done = useDone(page.refresh)
  const [edited, setEdited] = useState<Budget | 'new' | undefined>()
  return (
    <>
      <Card
        title="Budgets"
        page={page}
        fields={['budgets']}
        aside={
          <button type="button" className="button primary" onClick={() => setEdited('new')}>
            New budget
          </button>
        }
      >
        {({ budgets: { nodes } }) => (
          <>
            {!nodes.length && (
              <p className="empty">
                There are no budgets. One tells you before the money is spent, and services ask it before each
                call.
              </p>
            )}
            {nodes.map(budget => (
              <section key={budget.id} aria-label={budget.name}>
                <div className="title-row">
                  <h3>{budget.name}</h3>
                  <span className="actions">
                    <button
                      type="button"
                      className="button"
                      aria-label={`Change ${budget.name}`}
                      onClick={() => setEdited(budget)}
                    >
                      Change
                    </button>
                    <Action
                      label="Delete"
                      name={`Delete ${budget.name}`}
                      className="button quiet"
                      done={`Deleted: the budget “${budget.name}”.`}
                      ask={{ title: `Delete the budget “${budget.name}”?`, text: 'It cannot be restored.' }}
                      run={() => done(change(DeleteBudget, { input: { id: budget.id } }))}
                    />
                  </span>
                </div>
                <BudgetState {...budget} />
              </section>
            ))}
          </>
        )}
      </Card>
      {edited && (
        <BudgetForm
          {...(edited !== 'new' && { saved: edited })}
          onSaved={page.refresh}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  )
}
