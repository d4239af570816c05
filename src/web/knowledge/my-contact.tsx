import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useId, useRef, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { fetchMyContact, type MyContact, saveMyContact } from './knowledge-api.ts'

const Form = ({ contact, onClose }: { readonly contact: MyContact; onClose(): void }) => {
  const { t, errorText } = useLanguage()
  const client = useQueryClient()
  const id = useId()
  const [mobile, setMobile] = useState(contact.mobile)
  const [email, setEmail] = useState(contact.email)
  const [word, setWord] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    try {
      client.setQueryData(['my-contact'], await saveMyContact({ mobile, email, seen: contact.version }))
      setWord(t('contact_saved'))
    } catch (error) {
      setWord(errorText(error instanceof ApiError ? error.code : 'unexpected'))
    }
  }
  return (
    <form onSubmit={event => void submit(event)}>
      <p>{t('contact_hint')}</p>
      <label htmlFor={`${id}-mobile`}>{t('contact_mobile')}</label>
      <Input
        id={`${id}-mobile`}
        type="tel"
        autoComplete="tel"
        value={mobile}
        maxLength={30}
        onChange={({ target }) => setMobile(target.value)}
      />
      <label htmlFor={`${id}-email`}>{t('contact_email')}</label>
      <Input
        id={`${id}-email`}
        type="email"
        autoComplete="email"
        value={email}
        maxLength={254}
        onChange={({ target }) => setEmail(target.value)}
      />
      <p className="article-word" role="status">
        {word}
      </p>
      <div className="my-contact-end">
        <Button onClick={onClose}>{t('editing_cancel')}</Button>
        <Button type="primary" htmlType="submit">
          {t('contact_save')}
        </Button>
      </div>
    </form>
  )
}

/** Where the signed-in editor is told what waits for him. */
export const MyContactButton = () => {
  const { t } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  const [opened, setOpened] = useState(0)
  const { data } = useQuery({ queryKey: ['my-contact'], queryFn: fetchMyContact, enabled: opened > 0, retry: false })
  const open = () => {
    setOpened(opened + 1)
    dialog.current?.showModal()
  }
  return (
    <>
      <Button size="small" onClick={open}>
        {t('contact_title')}
      </Button>
      <dialog ref={dialog} className="my-contact" aria-labelledby="my-contact-title">
        <h2 id="my-contact-title">{t('contact_title')}</h2>
        {data && <Form key={opened} contact={data} onClose={() => dialog.current?.close()} />}
      </dialog>
    </>
  )
}
