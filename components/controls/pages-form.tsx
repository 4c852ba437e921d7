'use client';
import { pagesText, type PlatformKind, type PlatformPages } from '@/lib/evidence/platform-page';
import { HiddenFields, InputField } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { Answer, Submit, useKeptForm } from './action-form';

const FIELDS: readonly { kind: PlatformKind; label: string; example: string }[] = [
  { kind: 'account', label: 'Page of an account', example: 'https://platform.example/people/{id}' },
  { kind: 'contract', label: 'Page of a contract', example: 'https://platform.example/contracts/{id}' },
  { kind: 'client', label: 'Page of a client', example: 'https://platform.example/clients/{id}' },
];

/** Where the platform's own pages are. What is wrong stands under its field. */
export function PagesForm({ action, pages }: { action: FormAction; pages: PlatformPages }) {
  const { state, pending, form } = useKeptForm(action);
  const wrong = state?.ok === false ? state.fields : {};
  return (
    <form {...form} className="col far" aria-label="The platform’s own pages" noValidate>
      <HiddenFields values={{ shown: pagesText(pages) }} />
      {FIELDS.map(({ kind, label, example }) => <InputField key={kind} name={kind} type="url" label={label} placeholder={example} defaultValue={pages[kind] ?? ''} error={wrong[kind]} id={`page-${kind}`} />)}
      <Answer state={state} />
      <div><Submit tone="plain" disabled={pending}>Keep these addresses</Submit></div>
    </form>
  );
}
