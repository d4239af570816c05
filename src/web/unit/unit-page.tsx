import '../case-life/office-words.ts'
import './unit.css'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { useSession, useSignOut } from '../session/use-session.ts'
import { PageHeader } from '../shared/page-header.tsx'
import { unitTexts } from '../texts/unit.ts'
import { addTexts } from '../texts.ts'
import { UnitCase } from './case/unit-case.tsx'
import { FiguresStrip } from './figures-strip.tsx'
import { InBox } from './in-box.tsx'
import { chooseCase, useChosenCase } from './use-chosen-case.ts'
import { useKeptTexts } from './use-kept-fields.ts'
import { useUnits } from './use-unit.ts'

addTexts(unitTexts)

/** Where a member unit works on its cases: its figures, its in-box by due time, and one case in full. On a phone list and case are two screens. */
export const UnitPage = () => {
  const { t, name } = useLanguage()
  const { data: session } = useSession()
  const signOut = useSignOut()
  const kept = useKeptTexts()
  const { own } = useUnits()
  const chosen = useChosenCase()
  useEffect(() => {
    document.title = `${t('product')} · ${t('unit_title')}`
  }, [t])
  const leave = () => {
    kept.dropAll()
    chooseCase(null)
    signOut.mutate()
  }
  return (
    <main className="unit" data-screen={chosen === null ? 'list' : 'case'}>
      <PageHeader title="unit_title" live={false}>
        <span className="unit-who">
          <strong>{own ? name(own.name) : ''}</strong> {session?.displayName}
        </span>
        <Button size="small" onClick={leave}>
          {t('sign_out')}
        </Button>
      </PageHeader>
      <FiguresStrip />
      <div className="unit-main">
        <InBox chosen={chosen} />
        <div className="unit-one">
          {chosen === null ? <p className="empty">{t('unit_choose')}</p> : <UnitCase key={chosen} caseNo={chosen} />}
        </div>
      </div>
    </main>
  )
}
