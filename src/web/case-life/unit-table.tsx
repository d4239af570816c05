import './office-words.ts'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { useUnits } from './units.ts'

interface Props {
  /** The unit that leads; empty: none yet. */
  readonly unit: string
  /** Those that assist; left out: none can be chosen. */
  readonly coUnits?: readonly string[] | undefined
  /** Units that are proposed, the best first. */
  readonly proposed: readonly string[]
  onChange(unit: string, coUnits: readonly string[]): void
}

/** Chooses the unit that leads a case and those that assist, by name; proposed ones stand first, Enter takes the first that is found. */
export const UnitTable = ({ unit, coUnits, proposed, onChange }: Props) => {
  const { t, name } = useLanguage()
  const { units } = useUnits()
  const [typed, setTyped] = useState('')
  const id = useId()
  const rank = (each: string) => (proposed.includes(each) ? proposed.indexOf(each) : proposed.length)
  const found = units
    .filter(({ tier, active }) => tier === 1 && active)
    .filter(each =>
      [each.name.zh, each.name.en, each.id].some(text => text.toLowerCase().includes(typed.trim().toLowerCase())),
    )
    .sort((a, b) => rank(a.id) - rank(b.id))
  const chosen = [unit, ...(coUnits ?? [])]
  // who was chosen stays to be seen whatever is searched for
  const rows = [...units.filter(each => chosen.includes(each.id) && !found.includes(each)), ...found]
  const lead = (of: string) =>
    onChange(
      of,
      (coUnits ?? []).filter(each => each !== of),
    )
  const assist = (of: string, on: boolean) => {
    const others = (coUnits ?? []).filter(each => each !== of)
    onChange(unit, on ? [...others, of] : others)
  }
  return (
    <div className="unit-table">
      <label htmlFor={id}>{t('unit_search')}</label>
      <Input
        id={id}
        value={typed}
        autoComplete="off"
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          const [first] = found
          if (first) lead(first.id)
        }}
      />
      <div className="unit-rows">
        {rows.map(each => (
          <div key={each.id} className="unit-row" data-chosen={each.id === unit}>
            <label>
              <input
                type="radio"
                name={`${id}-lead`}
                value={each.id}
                checked={each.id === unit}
                onChange={() => lead(each.id)}
              />
              <span>{name(each.name)}</span>
              {proposed.includes(each.id) && <span className="mark">{t('unit_proposed')}</span>}
            </label>
            {coUnits && (
              <label className="unit-assists">
                <input
                  type="checkbox"
                  aria-label={t('unit_choose_assists', { name: name(each.name) })}
                  checked={coUnits.includes(each.id)}
                  disabled={each.id === unit}
                  onChange={({ target }) => assist(each.id, target.checked)}
                />
                {t('detail_co_units')}
              </label>
            )}
          </div>
        ))}
        {rows.length === 0 && <p className="empty">{t('unit_not_found')}</p>}
      </div>
    </div>
  )
}
