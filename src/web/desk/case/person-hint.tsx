import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { PersonView } from '../../../wire/case-views.ts'
import type { HistoryView } from '../../../wire/views.ts'
import { putShared, type SharedKind } from '../../cases/case-api.ts'
import { contactTexts } from '../../cases/case-texts.ts'
import { useLanguage } from '../../language/use-language.tsx'
import type { CaseWork } from './use-case-work.ts'

const PersonLine = ({ person, work }: { readonly person: PersonView; readonly work: CaseWork | null }) => {
  const { t } = useLanguage()
  const about = [person.place, person.contact && t(contactTexts[person.contact]), person.note].filter(Boolean)
  return (
    <li className="person">
      <span className="person-text">
        <strong>{t('person_hint', { name: person.name })}</strong>
        {person.elder && <Tag className="tag tag-warm">{t('tag_elder')}</Tag>}
        {person.minor && <Tag className="tag tag-warm">{t('tag_minor')}</Tag>}
        {person.disabled && <Tag className="tag tag-warm">{t('tag_disabled')}</Tag>}
        <span className="matter-about">{about.join(' · ')}</span>
      </span>
      {work?.view === 'form' && (
        <Button size="small" onClick={() => work.takePerson(person)}>
          {t('person_take')}
        </Button>
      )}
    </li>
  )
}

interface MarksProps {
  readonly shared: HistoryView['shared']
  readonly callId: string
}

/** Marks a number as nobody's in particular, and takes that back. */
export const SharedMarks = ({ shared, callId }: MarksProps) => {
  const { t, errorText } = useLanguage()
  const [said, setSaid] = useState<string | null>(null)
  const mark = (to: SharedKind): void => {
    putShared(callId, to).then(
      () => setSaid(t('marked')),
      error => setSaid(errorText('code' in error ? String(error.code) : 'unexpected')),
    )
  }
  if (said !== null) return <p role="status">{said}</p>
  return (
    <p className="person-marks">
      {shared !== null ? (
        <button type="button" onClick={() => mark(null)}>
          {t('mark_none')}
        </button>
      ) : (
        <>
          <button type="button" onClick={() => mark('switchboard')}>
            {t('mark_switchboard')}
          </button>
          <button type="button" onClick={() => mark('public_phone')}>
            {t('mark_public_phone')}
          </button>
        </>
      )}
    </p>
  )
}

interface Props {
  readonly history: HistoryView
  /** null: it rings, and nothing can be filled in yet. */
  readonly work: CaseWork | null
}

/** Who it may be, as a hint that the agent confirms; or that the number belongs to nobody in particular. */
export const PersonHint = ({ history: { shared, people }, work }: Props) => {
  const { t } = useLanguage()
  return (
    <div className="persons">
      {shared !== null && (
        <p className="person-shared">{t(shared === 'switchboard' ? 'shared_switchboard' : 'shared_public_phone')}</p>
      )}
      {people.length > 0 && (
        <>
          <ul>
            {people.map(person => (
              <PersonLine key={person.id} person={person} work={work} />
            ))}
          </ul>
          <p className="matter-about">{t('person_hint_rule')}</p>
        </>
      )}
    </div>
  )
}
