import './desk-knowledge.css'
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { ApiError } from '../../api/api.ts'
import { sourceOf } from '../../knowledge/article-text.tsx'
import { type Article, draftAnswer, newId } from '../../knowledge/knowledge-api.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { casePressOf } from '../case/case-keys.ts'
import type { CaseWork } from '../case/use-case-work.ts'
import { firstQuery, insertArticle } from './insert-answer.ts'

/** Comes when it is first opened. */
const KnowledgePanel = lazy(() => import('./knowledge-panel.tsx').then(part => ({ default: part.KnowledgePanel })))

type Field = HTMLTextAreaElement | HTMLInputElement

const isField = (element: Element | null): element is Field =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text')

const markedIn = (element: Element | null): string =>
  isField(element)
    ? element.value.slice(element.selectionStart ?? 0, element.selectionEnd ?? 0)
    : String(getSelection() ?? '')

const answerField = (): Field | null => {
  const found = document.querySelector('[data-field=answer]')
  return isField(found) ? found : null
}

/** Alt+K opens the knowledge base over the right side of the desk and closes it again. `work`: the form it answers into; null: none. */
export const DeskKnowledge = ({ work }: { readonly work: CaseWork | null }) => {
  const { t, errorText } = useLanguage()
  const [first, setFirst] = useState<string | null>(null)
  const [word, setWord] = useState<string | null>(null)
  const wrote = useRef<{ readonly field: HTMLElement | null; readonly caret: number | null }>({
    field: null,
    caret: null,
  })
  const caretAfter = useRef<number | null>(null)
  const fields = work?.view === 'form' ? work.fields : null
  const answer = fields?.answer ?? ''

  const close = (): void => {
    setFirst(null)
    wrote.current.field?.focus()
  }
  const toggle = (): void => {
    if (first !== null) return close()
    const { activeElement } = document
    const answers = isField(activeElement) && activeElement.dataset.field === 'answer'
    wrote.current = {
      field: activeElement instanceof HTMLElement ? activeElement : null,
      caret: answers ? activeElement.selectionEnd : null,
    }
    setWord(null)
    setFirst(firstQuery(markedIn(activeElement), fields?.title ?? '', fields?.text ?? ''))
  }
  useLayoutEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const press = casePressOf(event)
      if (press.code !== 'KeyK' || !press.alt || press.ctrl || press.meta || press.shift || press.repeat) return
      event.preventDefault()
      event.stopPropagation()
      toggle()
    }
    // before the panel, which keeps its keys to itself
    addEventListener('keydown', onKey, true)
    return () => removeEventListener('keydown', onKey, true)
  })
  useEffect(() => {
    const caret = caretAfter.current
    const field = answerField()
    if (caret === null || field === null || field.value !== answer) return
    caretAfter.current = null
    field.focus()
    field.setSelectionRange(caret, caret)
  })

  const insert = (article: Article): string | null => {
    const { id, content, state } = article
    const caret = wrote.current.caret ?? answer.length
    const source = sourceOf(content)
    const { title } = content
    const basis = source === '' ? t('knowledge_basis_bare', { title }) : t('knowledge_basis', { title, source })
    const made = insertArticle(answer, caret, { body: content.body, basis })
    if (made === null) return t('knowledge_too_long')
    work?.edit({ answer: made.answer, articleId: id })
    caretAfter.current = made.caret
    setWord(state === 'expired' ? t('knowledge_expired_warning') : t('knowledge_inserted', { title: content.title }))
    setFirst(null)
    return null
  }
  const propose = async (): Promise<void> => {
    const { title = '', text = '', enterprise = '' } = fields ?? {}
    try {
      await draftAnswer({ id: newId(), title, question: text, answer, enterprise: enterprise === '1' })
      setWord(t('knowledge_proposed'))
    } catch (error) {
      setWord(errorText(error instanceof ApiError ? error.code : 'unexpected'))
    }
    close()
  }

  return (
    <>
      <p className="knowledge-word" role="status">
        {word}
      </p>
      {first !== null && (
        <Suspense fallback={null}>
          <KnowledgePanel
            first={first}
            onInsert={fields === null ? undefined : insert}
            offer={
              answer.trim() !== '' && (
                <Button size="small" onClick={() => void propose()}>
                  {t('knowledge_propose')}
                </Button>
              )
            }
            onClose={close}
          />
        </Suspense>
      )}
    </>
  )
}
