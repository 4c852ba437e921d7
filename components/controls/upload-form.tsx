'use client';
import { useState } from 'react';
import { HiddenFields, Pick, type Choice } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { Answer, Submit, useKeptForm } from './action-form';

/** A file and its format; fields `file` and `format`. Preview and run are pages of their own. */
export function UploadForm({ action, formats, accept, limit, hidden = {} }: {
  action: FormAction;
  formats: readonly (Choice & { says?: string })[];
  /** ".ndjson,.csv,.gz" */
  accept: string;
  /** "up to 200 MB" */
  limit: string;
  hidden?: Readonly<Record<string, string | number>>;
}) {
  const { state, pending, form } = useKeptForm(action);
  const [file, setFile] = useState<{ name: string; size: number } | null>(null);
  return (
    <form {...form} className="col far">
      <HiddenFields values={hidden} />
      <div className="field">
        <label htmlFor="upload-file">File</label>
        <input id="upload-file" className="input" type="file" name="file" accept={accept} aria-describedby="upload-hint" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        <span className="hint" id="upload-hint">{file === null ? `One file, ${limit}.` : `${file.name}, ${(file.size / 1024).toFixed(0)} KB`}</span>
      </div>
      <fieldset>
        <legend className="lbl">Format</legend>
        {formats.map((format, index) => <Pick key={format.value} type="radio" name="format" value={format.value} defaultChecked={index === 0} says={format.says}>{format.label}</Pick>)}
      </fieldset>
      <Answer state={state} />
      <div className="row"><Submit icon="upload" disabled={pending}>{pending ? 'Reading the file…' : 'Preview'}</Submit><span className="xs qq">Nothing is taken in before you have seen the preview.</span></div>
    </form>
  );
}
