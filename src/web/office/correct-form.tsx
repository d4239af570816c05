import { Input } from 'antd'
import { useId } from 'react'
import { dangerTexts } from '../case-life/case-words.ts'
import type { Texts } from '../case-life/kept-texts.ts'
import { TopicChooser } from '../case-life/topic-chooser.tsx'
import type { CaseDetail } from '../cases/case-api.ts'
import { classTexts } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { correctedSwitches, correctedValue } from './to-wish.ts'

interface Props {
  readonly of: CaseDetail['case']
  readonly texts: Texts
  onEdit(changes: Texts): void
}

const switchTexts = {
  confidential: 'flag_confidential',
  enterprise: 'flag_enterprise',
  specialNeeds: 'flag_special_needs',
  sensitive: 'flag_sensitive',
} as const satisfies Readonly<Record<(typeof correctedSwitches)[number], TextKey>>

/** All of a case that can be corrected before a unit has it; what is not touched stays. */
export const CorrectForm = ({ of, texts, onEdit }: Props) => {
  const { t } = useLanguage()
  const id = useId()
  const value = (name: string) => correctedValue(of, texts, name)
  const choices = (name: string, label: TextKey, codes: Readonly<Record<string, TextKey>>, none: boolean) => (
    <fieldset className="step-choice">
      <legend>{t(label)}</legend>
      {(none ? ['', ...Object.keys(codes)] : Object.keys(codes)).map(code => (
        <label key={code}>
          <input
            type="radio"
            name={`${id}-${name}`}
            value={code}
            checked={value(name) === code}
            onChange={() => onEdit({ [name]: code })}
          />
          {t(codes[code] ?? 'danger_none')}
        </label>
      ))}
    </fieldset>
  )
  return (
    <>
      {choices('class', 'case_class', classTexts, false)}
      <div className="step-text">
        <TopicChooser topic={value('topic')} label="detail_topic" onChange={topic => onEdit({ topic })} />
      </div>
      <div className="step-text">
        <label htmlFor={`${id}-title`}>{t('case_title')}</label>
        <Input
          id={`${id}-title`}
          value={value('title')}
          maxLength={200}
          autoFocus
          onChange={({ target }) => onEdit({ title: target.value })}
        />
      </div>
      <div className="step-text">
        <label htmlFor={`${id}-text`}>{t('case_text')}</label>
        <Input.TextArea
          id={`${id}-text`}
          rows={6}
          value={value('text')}
          maxLength={20_000}
          onChange={({ target }) => onEdit({ text: target.value })}
        />
      </div>
      <div className="step-text">
        <label htmlFor={`${id}-place`}>{t('case_place')}</label>
        <Input
          id={`${id}-place`}
          value={value('place')}
          maxLength={300}
          onChange={({ target }) => onEdit({ place: target.value })}
        />
      </div>
      {choices('danger', 'detail_danger', dangerTexts, true)}
      <fieldset className="step-choice">
        <legend>{t('case_flags')}</legend>
        {correctedSwitches.map(name => (
          <label key={name}>
            <input
              type="checkbox"
              checked={value(name) === 'yes'}
              onChange={({ target }) => onEdit({ [name]: target.checked ? 'yes' : 'no' })}
            />
            {t(switchTexts[name])}
          </label>
        ))}
      </fieldset>
    </>
  )
}
