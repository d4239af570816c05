import './sign-in.css'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { useSignIn } from '../session/use-session.ts'
import { PageSwitches } from '../shared/page-switches.tsx'

interface Fields {
  readonly name: string
  readonly password: string
}

/** Name and password; the pages then open by role. */
export const SignInPage = () => {
  const { t, errorText } = useLanguage()
  const { mutate, isPending, error } = useSignIn()
  useEffect(() => {
    document.title = `${t('product')} · ${t('sign_in')}`
  }, [t])
  const unreachable = error instanceof ApiError && error.code === 'unreachable'
  return (
    <main className="sign-in">
      <section className="sign-in-card">
        <div className="sign-in-head">
          <div>
            <h1>{t('product')}</h1>
            <p>{t('hotline')}</p>
          </div>
          <div className="sign-in-switches">
            <PageSwitches />
          </div>
        </div>
        <Form<Fields> layout="vertical" requiredMark={false} onFinish={fields => mutate(fields)}>
          <Form.Item
            name="name"
            label={t('sign_in_name')}
            rules={[{ required: true, message: t('sign_in_name_missing') }]}
          >
            <Input autoFocus autoComplete="username" maxLength={100} size="large" />
          </Form.Item>
          <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('password_missing') }]}>
            <Input.Password autoComplete="current-password" maxLength={200} size="large" />
          </Form.Item>
          <div className="sign-in-error" role="alert">
            {error && (
              <Alert
                type="error"
                showIcon
                title={
                  unreachable
                    ? t('server_unreachable')
                    : errorText(error instanceof ApiError ? error.code : 'unexpected')
                }
              />
            )}
          </div>
          <Button type="primary" htmlType="submit" size="large" block loading={isPending}>
            {t('sign_in')}
          </Button>
        </Form>
      </section>
    </main>
  )
}
