import './proposals.css'
import { useUnits } from '../../case-life/units.ts'
import type { Similar } from '../../cases/case-api.ts'
import { classTexts, readableNumber } from '../../cases/case-texts.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { KeyCap } from '../../shared/key-cap.tsx'
import type { CaseWork } from './use-case-work.ts'

type Duplicate = Similar['duplicates'][number]

interface ChipProps {
  readonly text: string
  readonly taken: boolean
  readonly why?: string
  readonly hotkey?: string
  onTake(): void
}

const Chip = ({ text, taken, why, hotkey, onTake }: ChipProps) => (
  <button
    type="button"
    className="chip"
    aria-pressed={taken}
    title={why}
    onClick={onTake}
    {...(hotkey !== undefined && { 'aria-keyshortcuts': hotkey.replace(' ', '+') })}
  >
    <span className="chip-text">{text}</span>
    {hotkey !== undefined && <KeyCap name={hotkey} />}
  </button>
)

interface Props {
  readonly work: CaseWork
  onRead(caseNo: string): void
}

/** What is proposed while the agent writes. Its two lines are there from the beginning, so that nothing moves when something is found. */
export const Proposals = ({ work, onRead }: Props) => {
  const { t, name } = useLanguage()
  const { fields, similar, proposed } = work
  const { suggestedUnit = '' } = fields
  const names = useUnits(suggestedUnit !== '')
  const { class: of, topic, unit, duplicate } = proposed
  const why = (each: { readonly words: readonly string[]; readonly cases: readonly string[] }): string =>
    t('proposal_why', { words: each.words.join(' ') || '—', cases: each.cases.length })
  const unitShown = suggestedUnit !== '' ? suggestedUnit : unit?.id
  const unitName = suggestedUnit !== '' ? names.nameOf(suggestedUnit) : unit ? name(unit) : ''
  const duplicates = similar?.duplicates ?? []
  const said = [of && t(classTexts[of.class]), topic && name(topic), unit && name(unit)].filter(Boolean)
  const isEmpty = !of && !topic && !unitShown && duplicates.length === 0
  return (
    <section className="proposals" aria-label={t('proposals')}>
      <div className="proposals-line">
        <span className="case-label">{t('proposals')}</span>
        {isEmpty && <span className="proposals-none">{t('proposals_none')}</span>}
        {of && (
          <Chip
            text={t('proposal_class', { name: t(classTexts[of.class]) })}
            taken={fields.class === of.class}
            why={why(of)}
            hotkey="Alt 6"
            onTake={() => work.take('class')}
          />
        )}
        {topic && (
          <Chip
            text={t('proposal_topic', { name: name(topic) })}
            taken={fields.topic === topic.id}
            why={why(topic)}
            hotkey="Alt 7"
            onTake={() => work.take('topic')}
          />
        )}
        {unitShown !== undefined && (
          <Chip
            text={t('proposal_unit', { name: unitName })}
            taken={suggestedUnit !== ''}
            {...(unit && { why: why(unit) })}
            onTake={() => work.edit({ suggestedUnit: suggestedUnit === '' ? unitShown : '' })}
          />
        )}
      </div>
      <div className="proposals-line">
        {duplicates.length > 0 && <span className="case-label">{t('duplicates')}</span>}
        {duplicate && <DuplicateLine work={work} of={duplicate} onRead={onRead} />}
        {duplicate && duplicates.length > 1 && (
          <button type="button" className="duplicates-next" onClick={work.nextDuplicate}>
            {t('duplicates_more', { at: duplicates.indexOf(duplicate) + 1, n: duplicates.length })}
          </button>
        )}
      </div>
      <p className="unseen" role="status">
        {isEmpty ? '' : t('proposal_said', { proposed: said.join(' · ') || '—', duplicates: duplicates.length })}
      </p>
    </section>
  )
}

const DuplicateLine = ({ work, of, onRead }: Props & { readonly of: Duplicate }) => {
  const { t } = useLanguage()
  const note = t('duplicate_note', { caseNo: readableNumber(of.caseNo) })
  const isNoted = (work.fields.reviewNote ?? '').includes(readableNumber(of.caseNo))
  const about = of.hidden ? t('case_confidential') : (of.title ?? '')
  return (
    <span className="duplicate">
      <button type="button" className="matter-title" data-secret={of.hidden} onClick={() => onRead(of.caseNo)}>
        <span className="digits">{readableNumber(of.caseNo)}</span> {t(classTexts[of.class])} · {about}
      </button>
      {of.as === 'follow_up' ? (
        <Chip text={t('duplicate_follow')} taken={false} hotkey="Alt 8" onTake={() => work.followUp(of.caseNo)} />
      ) : (
        <Chip
          text={t('duplicate_merge')}
          taken={isNoted}
          onTake={() => work.edit({ reviewNote: isNoted ? '' : note })}
        />
      )}
    </span>
  )
}
