import { stateTexts } from '../../case-life/case-words.ts'
import { CaseAttachments } from '../../cases/case-attachments.tsx'
import { classTexts, contactTexts, readableNumber } from '../../cases/case-texts.ts'
import { useLanguage } from '../../language/use-language.tsx'
import type { TextKey } from '../../texts.ts'
import { formatClock, formatDay } from '../../time/format.ts'
import { CaseMarks } from '../case-marks.tsx'
import type { UnitCaseDetail } from '../unit-api.ts'
import { useUnits } from '../use-unit.ts'

/** How the requester must not be reached, said large; null: he may be called. */
const contactWarning = (contact: UnitCaseDetail['case']['contact']): TextKey | null => {
  if (contact === 'sms') return 'unit_no_phone_sms'
  if (contact === 'sign_video') return 'unit_no_phone_sign'
  return contact === 'none' ? 'unit_no_contact' : null
}

/** How many cases of the same matter were merged into this one. */
const membersOf = ({ history }: UnitCaseDetail): number =>
  history.reduce((sum, { event }) => sum + Number(event === 'take_member') - Number(event === 'lose_member'), 0)

/** What a case is about, and whose it is as far as a unit may know. */
export const CaseAbout = ({ found }: { readonly found: UnitCaseDetail }) => {
  const { t } = useLanguage()
  const { unitName, topicName, own } = useUnits()
  const { case: of } = found
  const warning = contactWarning(of.contact)
  const members = membersOf(found)
  const assists = own !== null && of.unit !== own.id && of.coUnits?.includes(own.id) === true
  const rows: readonly (readonly [TextKey, string | null])[] = [
    ['column_state', t(stateTexts[of.state])],
    ['case_class', t(classTexts[of.class])],
    ['unit_topic', of.topic && topicName(of.topic)],
    ['case_place', of.place],
    ['case_name', of.identityHidden ? t('unit_identity_hidden') : of.requesterName],
    ['case_number_label', of.number],
    ['case_contact', of.contact === null ? null : t(contactTexts[of.contact])],
    ['case_accepted', `${formatDay(of.acceptedAt)} ${formatClock(of.acceptedAt)}`],
    ['unit_lead', of.unit && unitName(of.unit)],
    ['unit_tier_two', of.handlerUnit && unitName(of.handlerUnit)],
    ['unit_co', of.coUnits?.map(unitName).join(' · ') ?? null],
    ['unit_members', members > 0 ? t('unit_members_count', { n: members }) : null],
  ]
  return (
    <section className="unit-about">
      <p className="unit-about-head">
        <span className="digits unit-number">{readableNumber(of.caseNo)}</span>
        <CaseMarks of={of} />
      </p>
      <h2 className="unit-case-title">{of.title ?? t('case_confidential')}</h2>
      {assists && <p className="unit-assists">{t('unit_assists', { unit: of.unit ? unitName(of.unit) : '' })}</p>}
      {warning && <p className="unit-contact-warning">{t(warning)}</p>}
      {of.text !== null && <p className="unit-text">{of.text}</p>}
      <CaseAttachments caseNo={of.caseNo} />
      <dl className="unit-facts">
        {rows
          .filter(([, value]) => value !== null && value !== '')
          .map(([text, value]) => (
            <div key={text}>
              <dt>{t(text)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
