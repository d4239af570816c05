import { Segmented } from 'antd'
import type { Language } from '../language/language.ts'
import { useLanguage } from '../language/use-language.tsx'

const options: { label: string; value: Language }[] = [
  { label: '中文', value: 'zh' },
  { label: 'EN', value: 'en' },
]

/** Switches all texts between Chinese and English. */
export const LanguageSwitch = () => {
  const { language, setLanguage, t } = useLanguage()
  return (
    <Segmented<Language>
      size="small"
      aria-label={t('language')}
      options={options}
      value={language}
      onChange={setLanguage}
    />
  )
}
